package org.holdline.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** One speaks as fast as he is answered, everybody else listens. */
final class FanOutBenchmark {
  private static final int MESSAGES = 5_000;
  private static final int LISTENERS = 19;
  private static final int BYTES = 200;
  private static final long LIMIT_SECONDS = 120;
  private static final String ROOM = "burst";
  private static final String SIGN = "\"type\":\"chat-message\"";

  private final Site site;
  private final Effort effort;

  FanOutBenchmark(Site site, Effort effort) {
    this.site = site;
    this.effort = effort;
  }

  /**
   * What came of it.
   *
   * @param delay from the moment a frame is sent to the arrival of one of its messages, in
   *     milliseconds
   * @param appendsPerSecond as the speaker saw them acknowledged
   */
  record Result(
      int messages,
      int listeners,
      double deliveriesPerSecond,
      double appendsPerSecond,
      Samples delay) {}

  /** Times of one listener. */
  private static final class Ear {
    private final List<Long> times = new ArrayList<>();
    private final AtomicInteger heard = new AtomicInteger();
  }

  Result run() throws InterruptedException {
    var result = burst(0);
    for (int i = 1; i < effort.of(3); i++) {
      result = burst(i);
    }
    return result;
  }

  private Result burst(int round) throws InterruptedException {
    int messages = effort.of(MESSAGES) / Chat.FRAME_MAX * Chat.FRAME_MAX;
    var room = ROOM + round;
    var done = new CountDownLatch(LISTENERS);
    var ears = new ArrayList<Ear>();
    try (var crowd = new Crowd();
        var speaker = RoomClient.connect(site, room, "speaker", Chat.join("speaker"))) {
      speaker.await("room-state");
      for (int i = 0; i < LISTENERS; i++) {
        var ear = new Ear();
        crowd.add(site, room, "listener-" + i, frame -> hear(frame, ear, messages, done));
        ears.add(ear);
      }
      return speak(speaker, messages, ears, done);
    }
  }

  private static void hear(String frame, Ear ear, int messages, CountDownLatch done) {
    long now = System.nanoTime();
    int count = 0;
    for (int at = frame.indexOf(SIGN); at >= 0; at = frame.indexOf(SIGN, at + 1)) {
      ear.times.add(now);
      count++;
    }
    if (count > 0 && ear.heard.addAndGet(count) == messages) {
      done.countDown();
    }
  }

  private static Result speak(RoomClient speaker, int messages, List<Ear> ears, CountDownLatch done)
      throws InterruptedException {
    var content = "x".repeat(BYTES);
    var sentAt = new ArrayList<Long>();
    long begun = System.nanoTime();
    for (int i = 0; i < messages; i += Chat.FRAME_MAX) {
      sentAt.add(System.nanoTime());
      speaker.say(Chat.FRAME_MAX, content);
    }
    long answered = System.nanoTime();
    if (!done.await(LIMIT_SECONDS, TimeUnit.SECONDS)) {
      var heard = ears.stream().map(ear -> ear.heard.get()).toList();
      throw new IllegalStateException("not everything was delivered, only " + heard);
    }
    double seconds = (System.nanoTime() - begun) / 1e9;
    var delays = new ArrayList<Long>();
    for (var ear : ears) {
      for (int i = 0; i < messages; i++) {
        delays.add(ear.times.get(i) - sentAt.get(i / Chat.FRAME_MAX));
      }
    }
    return new Result(
        messages,
        ears.size(),
        delays.size() / seconds,
        messages / ((answered - begun) / 1e9),
        Samples.ofNanos(delays));
  }
}
