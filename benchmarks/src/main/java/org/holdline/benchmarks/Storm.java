package org.holdline.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Comparator;
import java.util.Locale;

/** The main class of {@code benchmarks/run storm}: measures and writes its page. */
public final class Storm {
  private Storm() {}

  /** Arguments: {@code full} or {@code quick}, and where the page of a full run goes. */
  public static void main(String[] arguments) throws Exception {
    var effort = Effort.valueOf(arguments[0].toUpperCase(Locale.ROOT));
    var machine = Machine.now(Clock.systemUTC());
    var directory = Files.createTempDirectory("holdline-storm");
    try (var site = Site.start(directory);
        var other = site.anotherNode()) {
      var page = page(machine, new StormBenchmark(site, other, effort).run());
      if (effort == Effort.FULL) {
        Files.writeString(Path.of(arguments[1]), page);
      }
      System.out.println(page);
    } finally {
      delete(directory);
    }
    System.exit(0); // the client's selector threads would end only with their idle time
  }

  private static String page(Machine machine, StormBenchmark.Result result) {
    return head(machine, result) + recovery(result) + liveRooms(result);
  }

  private static String head(Machine machine, StormBenchmark.Result result) {
    return """
    # Storm: the sessions of a killed node return

    Written by `benchmarks/run storm`; do not edit. %s.

    Two nodes on one PostgreSQL and one Redis. %,d sessions in rooms of two are on the first, %d live rooms (a speaker with %d messages a
    second, %d listeners) on the second. The first is killed with `kill -9`; all its sessions return to the second, as the SDK does: at once,
    then with full jitter, or when they are told. Each replays %d messages. Both nodes, the stores and all clients share the cores.
    """
        .formatted(
            machine.text(),
            result.sessions(),
            LiveRoom.ROOMS,
            LiveRoom.PER_SECOND,
            LiveRoom.LISTENERS,
            StormBenchmark.MISSED);
  }

  private static String recovery(StormBenchmark.Result result) {
    return """

    | recovered, from `kill -9` to the last missed message | median, s | p95, s | p99, s | last, s | target p99, s |
    |---|---|---|---|---|---|
    | %,d of %,d sessions | %s | %s | %s | %s | 20 |

    Tries: %,d. Told to come again later (4503): %,d. Refused a room: %d.
    """
        .formatted(
            result.recovery().size(),
            result.sessions(),
            seconds(result.recovery(), 0.5),
            seconds(result.recovery(), 0.95),
            seconds(result.recovery(), 0.99),
            seconds(result.recovery(), 1),
            result.tries(),
            result.postponed(),
            result.refused());
  }

  private static String liveRooms(StormBenchmark.Result result) {
    return """

    | messages of the live rooms on the other node, from saying to hearing | median, ms | p95, ms | p99, ms | longest, ms |
    |---|---|---|---|---|
    | %,d before | %s |
    | %,d during the storm | %s |

    Lost or doubled in the live rooms: %d.
    """
        .formatted(
            result.quiet().size(),
            delays(result.quiet()),
            result.stormy().size(),
            delays(result.stormy()),
            result.missing());
  }

  private static String seconds(Samples samples, double part) {
    return String.format(Locale.ROOT, "%.2f", samples.quantile(part) / 1000);
  }

  private static String delays(Samples samples) {
    return "%s | %s | %s | %s"
        .formatted(
            Samples.text(samples.median()),
            Samples.text(samples.quantile(0.95)),
            Samples.text(samples.quantile(0.99)),
            Samples.text(samples.quantile(1)));
  }

  private static void delete(Path directory) throws IOException {
    try (var files = Files.walk(directory)) {
      for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}
