package org.holdline.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import org.holdline.deploy.launcher.server.HoldlineServer;

/** A room in which somebody speaks steadily and each word's way to the others is timed. */
final class LiveRoom implements AutoCloseable {
  static final int ROOMS = 20;
  static final int LISTENERS = 4;
  static final int PER_SECOND = 5;
  private static final Pattern SAID_AT = Pattern.compile("said at (\\d+)");

  private final List<RoomClient> listeners = new ArrayList<>();
  private final Queue<Heard> heard = new ConcurrentLinkedQueue<>();
  private final AtomicLong said = new AtomicLong();
  private final RoomClient speaker;

  private record Heard(long saidAt, long delay) {}

  private LiveRoom(Site site, HoldlineServer node, String room) throws InterruptedException {
    var address = site.socketOf(node, room);
    for (int i = 0; i < LISTENERS; i++) {
      var name = room + "-listener-" + i;
      var listener = RoomClient.connect(site, address, name, Chat.join(name));
      listener.await("room-state");
      listener.tap(this::hear);
      listeners.add(listener);
    }
    var name = room + "-speaker";
    speaker = RoomClient.connect(site, address, name, Chat.join(name));
    speaker.await("room-state");
    speaker.tap(frame -> {});
  }

  private void hear(String frame) {
    long now = System.nanoTime();
    SAID_AT
        .matcher(frame)
        .results()
        .mapToLong(found -> Long.parseLong(found.group(1)))
        .forEach(at -> heard.add(new Heard(at, now - at)));
  }

  private void speak() {
    speaker.send(Chat.frame(said.getAndIncrement(), 1, "said at " + System.nanoTime()));
  }

  private void live() {
    listeners.forEach(each -> each.send("{\"type\":\"ping\",\"payload\":{}}"));
  }

  @Override
  public void close() {
    speaker.close();
    listeners.forEach(RoomClient::close);
  }

  /** All live rooms of one node. */
  static final class All implements AutoCloseable {
    private static final long SIGN_OF_LIFE_SECONDS = 5;
    private static final long LAST_WORDS_SECONDS = 3;

    private final List<LiveRoom> rooms = new ArrayList<>();
    private final ScheduledExecutorService timer = Executors.newScheduledThreadPool(2);

    @SuppressWarnings("FutureReturnValueIgnored") // what is not said is missing in the figures
    All(Site site, HoldlineServer node) throws InterruptedException {
      for (int i = 0; i < ROOMS; i++) {
        var room = new LiveRoom(site, node, "live-" + i);
        rooms.add(room);
        long pause = TimeUnit.SECONDS.toMicros(1) / PER_SECOND;
        timer.scheduleAtFixedRate(room::speak, i * pause / ROOMS, pause, TimeUnit.MICROSECONDS);
        timer.scheduleWithFixedDelay(
            room::live, SIGN_OF_LIFE_SECONDS, SIGN_OF_LIFE_SECONDS, TimeUnit.SECONDS);
      }
    }

    /** Lets what has been said arrive. */
    void end() throws InterruptedException {
      timer.shutdownNow();
      TimeUnit.SECONDS.sleep(LAST_WORDS_SECONDS);
    }

    /** Of what was said in that time, in nanoseconds. */
    List<Long> delays(long from, long to) {
      return rooms.stream()
          .flatMap(room -> room.heard.stream())
          .filter(each -> each.saidAt() >= from && each.saidAt() < to)
          .map(Heard::delay)
          .toList();
    }

    /** How many deliveries there are too few or too many. */
    long missing() {
      return rooms.stream()
          .mapToLong(room -> Math.abs(room.said.get() * LISTENERS - room.heard.size()))
          .sum();
    }

    @Override
    public void close() {
      timer.shutdownNow();
      rooms.forEach(LiveRoom::close);
    }
  }
}
