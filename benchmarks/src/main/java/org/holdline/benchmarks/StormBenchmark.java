package org.holdline.benchmarks;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.holdline.deploy.launcher.server.HoldlineServer;

/** The sessions of a node that is killed return to the other one, where people are speaking. */
final class StormBenchmark {
  /** Messages that each session has not seen when it comes back. */
  static final int MISSED = 10;

  private static final int SESSIONS = 2_000;
  private static final int WARM_UP = 400;
  private static final Duration QUIET = Duration.ofSeconds(10);
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final long SIGN_OF_LIFE_SECONDS = 5;
  private static final int JOINING_AT_ONCE = 16;

  private final Site site;
  private final HoldlineServer other;
  private final Effort effort;
  private final ScheduledExecutorService timer = Executors.newScheduledThreadPool(2);

  StormBenchmark(Site site, HoldlineServer other, Effort effort) {
    this.site = site;
    this.other = other;
    this.effort = effort;
  }

  /**
   * What came of it.
   *
   * @param recovery in milliseconds
   * @param refused ends other than a lost line and a 4503
   * @param quiet delays in the live rooms before, in milliseconds
   * @param stormy the same from the kill until all had recovered
   * @param missing deliveries in the live rooms that did not come, or came twice
   */
  record Result(
      int sessions,
      Samples recovery,
      int tries,
      int postponed,
      int refused,
      Samples quiet,
      Samples stormy,
      long missing) {}

  Result run() throws Exception {
    say("people speak on the other node");
    try (var live = new LiveRoom.All(site, other)) {
      warmUp();
      say("a quiet while");
      long quietFrom = System.nanoTime();
      TimeUnit.NANOSECONDS.sleep(QUIET.toNanos());
      long quietTo = System.nanoTime();
      var sessions = enterAll("storm", effort.of(SESSIONS), site.server());
      say("the storm");
      long killedAt = System.nanoTime();
      site.server().kill();
      returnAll(sessions);
      long stormTo = System.nanoTime();
      live.end();
      var recovery = sessions.stream().map(each -> each.recoveredAt() - killedAt).toList();
      return new Result(
          sessions.size(),
          Samples.ofNanos(recovery),
          sessions.stream().mapToInt(Returner::tries).sum(),
          sessions.stream().mapToInt(Returner::postponed).sum(),
          sessions.stream().mapToInt(Returner::refused).sum(),
          Samples.ofNanos(live.delays(quietFrom, quietTo)),
          Samples.ofNanos(live.delays(killedAt, stormTo)),
          live.missing());
    } finally {
      timer.shutdownNow();
    }
  }

  /** The way in and the way back are compiled on a node that has been at work for a while. */
  private void warmUp() throws Exception {
    say("warm-up");
    var some = enterAll("warm", effort.of(WARM_UP), other);
    some.forEach(Returner::cut);
    returnAll(some);
    some.forEach(Returner::cut);
  }

  @SuppressWarnings("FutureReturnValueIgnored") // a sign that was not given shows as a lost line
  private List<Returner> enterAll(String name, int count, HoldlineServer node) throws Exception {
    say("%d sessions join".formatted(count));
    List<Returner> sessions =
        IntStream.range(0, count)
            .mapToObj(i -> new Returner(site, "%s-%d".formatted(name, i / 2), i % 2, i))
            .toList();
    timer.scheduleWithFixedDelay(
        () -> sessions.forEach(Returner::live),
        SIGN_OF_LIFE_SECONDS,
        SIGN_OF_LIFE_SECONDS,
        TimeUnit.SECONDS);
    try (var threads = Executors.newFixedThreadPool(JOINING_AT_ONCE)) {
      awaitAll(sessions.stream().map(each -> threads.submit(() -> each.enter(node))).toList());
      awaitAll(sessions.stream().map(each -> threads.submit(each::speak)).toList());
    }
    return sessions;
  }

  private void returnAll(List<Returner> sessions) throws Exception {
    long end = System.nanoTime() + PATIENCE.toNanos();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      awaitAll(
          sessions.stream().map(each -> threads.submit(() -> each.comeBack(other, end))).toList());
    }
  }

  private static void awaitAll(List<Future<Void>> tasks) throws Exception {
    for (var task : tasks) {
      task.get();
    }
  }

  private static void say(String what) {
    System.out.println("Measuring: " + what);
  }
}
