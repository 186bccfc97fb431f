package org.holdline.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Participants who are in their rooms, say nothing, and give a sign of life now and then. */
final class Crowd implements AutoCloseable {
  private static final long SIGN_OF_LIFE_SECONDS = 5;

  private final List<RoomClient> members = new ArrayList<>();
  private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();

  @SuppressWarnings("FutureReturnValueIgnored") // a failed ping shows as a closed connection
  Crowd() {
    timer.scheduleWithFixedDelay(
        this::live, SIGN_OF_LIFE_SECONDS, SIGN_OF_LIFE_SECONDS, TimeUnit.SECONDS);
  }

  /** Lets so many join each of the rooms {@code <name>-0}, {@code <name>-1}, ... */
  void fill(Site site, String name, int rooms, int each) throws InterruptedException {
    for (int room = 0; room < rooms; room++) {
      for (int i = 0; i < each; i++) {
        add(site, name + "-" + room, "%s-%d-%d".formatted(name, room, i), frame -> {});
      }
    }
  }

  /** Lets one more join, and says where the frames go that he receives from then on. */
  void add(Site site, String room, String user, Consumer<String> frames)
      throws InterruptedException {
    var client = RoomClient.connect(site, room, user, Chat.join("crowd"));
    client.await("room-state");
    client.tap(frames);
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
