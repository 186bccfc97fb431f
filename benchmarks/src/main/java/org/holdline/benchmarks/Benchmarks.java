package org.holdline.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.holdline.deploy.launcher.redis.RedisServer;
import org.holdline.deploy.launcher.redis.RedisSettings.Sync;

/** The main class: starts what is measured, measures, writes the page. */
public final class Benchmarks {
  private final Path directory;
  private final Effort effort;

  private Benchmarks(Path directory, Effort effort) {
    this.directory = directory;
    this.effort = effort;
  }

  /**
   * Arguments: {@code full}, {@code quick}, or one part in full, {@code rooms} or {@code
   * gathering}; and where the page goes.
   */
  public static void main(String[] arguments) throws Exception {
    var machine = Machine.now(Clock.systemUTC());
    var directory = Files.createTempDirectory("holdline-benchmarks");
    var file = Path.of(arguments[1]);
    try {
      var page = page(arguments[0], machine, directory, file);
      if (!arguments[0].equals("quick")) {
        Files.writeString(file, page);
      }
      System.out.println(page);
    } finally {
      delete(directory);
    }
  }

  private static String page(String kind, Machine machine, Path directory, Path file)
      throws Exception {
    var inFull = new Benchmarks(directory, Effort.FULL);
    return switch (kind) {
      case "rooms" -> Page.withRooms(Files.readString(file), machine, inFull.rooms());
      case "gathering" -> Page.withGatherings(Files.readString(file), machine, inFull.gatherings());
      default -> {
        var effort = Effort.valueOf(kind.toUpperCase(Locale.ROOT));
        yield Page.of(machine, effort, new Benchmarks(directory, effort).run());
      }
    };
  }

  private List<GatheringBenchmark.Result> gatherings() throws Exception {
    try (var site = Site.start(directory)) {
      say("gathering");
      return new GatheringBenchmark(site, effort).run();
    }
  }

  private List<RoomsBenchmark.Result> rooms() throws InterruptedException {
    say("rooms");
    try (var redis = Site.redis(directory.resolve("rooms"), Sync.EVERY_SECOND)) {
      return new RoomsBenchmark(redis, effort).run();
    }
  }

  private Results run() throws Exception {
    List<CleanupBenchmark.Result> cleanups;
    List<AppendBenchmark.Result> lazyAppends;
    try (var redis = Site.redis(directory.resolve("lazy"), Sync.EVERY_SECOND);
        var cleanup = new CleanupBenchmark(redis, effort)) {
      lazyAppends = appends(redis);
      say("room cleanup");
      cleanups = cleanup.run();
    }
    var rooms = rooms();
    try (var site = Site.start(directory)) {
      say("resume");
      var few = new ResumeBenchmark(site, effort).run(50);
      var many = new ResumeBenchmark(site, effort).run(300);
      say("join");
      var joins = new JoinBenchmark(site, effort).run();
      say("gathering");
      var gatherings = new GatheringBenchmark(site, effort).run();
      say("fan-out");
      var fanOut = new FanOutBenchmark(site, effort).run();
      var strictAppends = appends(site.redis());
      say("memory");
      var memory = new MemoryBenchmark(site, effort).run();
      var latencies = List.of(few, many, joins.getFirst(), joins.getLast());
      return new Results(
          lazyAppends, strictAppends, latencies, gatherings, cleanups, rooms, memory, fanOut);
    }
  }

  private List<AppendBenchmark.Result> appends(RedisServer redis) throws Exception {
    say("append");
    try (var append = new AppendBenchmark(redis, effort)) {
      return append.run();
    }
  }

  private static void say(String what) {
    System.out.println("Measuring: " + what);
  }

  private static void delete(Path directory) throws IOException {
    try (var files = Files.walk(directory)) {
      for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}
