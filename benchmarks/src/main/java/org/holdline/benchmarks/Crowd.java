package org.holdline.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Participants who are in their rooms, listen to nothing, and say so now and then. */
final class Crowd implements AutoCloseable {
  private static final long SIGN_OF_LIFE_SECONDS = 5;

  private final List<RoomClient> members = new ArrayList<>();
  private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();

  private Crowd() {}

  /** So many of them in each of the rooms {@code <name>-0}, {@code <name>-1}, ... */
  @SuppressWarnings("FutureReturnValueIgnored") // a failed ping shows as a closed connection
  static Crowd of(Site site, String name, int rooms, int members) throws InterruptedException {
    var crowd = new Crowd();
    crowd.timer.scheduleWithFixedDelay(
        crowd::live, SIGN_OF_LIFE_SECONDS, SIGN_OF_LIFE_SECONDS, TimeUnit.SECONDS);
    for (int room = 0; room < rooms; room++) {
      for (int i = 0; i < members; i++) {
        var user = "%s-%d-%d".formatted(name, room, i);
        crowd.add(RoomClient.connect(site, name + "-" + room, user, Chat.join("crowd")));
      }
    }
    return crowd;
  }

  private void add(RoomClient client) throws InterruptedException {
    client.await("room-state");
    client.tap(frame -> {});
    synchronized (members) {
      members.add(client);
    }
  }

  int size() {
    synchronized (members) {
      return members.size();
    }
  }

  private void live() {
    synchronized (members) {
      members.forEach(each -> each.send("{\"type\":\"ping\",\"payload\":{}}"));
    }
  }

  @Override
  public void close() {
    timer.shutdownNow();
    synchronized (members) {
      members.forEach(RoomClient::close);
    }
  }
}
