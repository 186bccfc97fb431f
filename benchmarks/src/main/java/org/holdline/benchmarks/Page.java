package org.holdline.benchmarks;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** The page of results, in Markdown. */
final class Page {
  private static final String ROOMS = "Rooms that a node holds";
  private static final String GATHERINGS = "Everybody comes at once";
  private static final double MIB = 1024 * 1024;
  private static final double KIB = 1024;
  private static final double MICROS_PER_SECOND = 1e6;
  private static final double LATE = 0.95;
  private static final double LATEST = 0.99;

  private final StringBuilder text = new StringBuilder();

  private Page() {}

  static String of(Machine machine, Effort effort, Results results) {
    var page = new Page();
    page.head(machine, effort);
    page.appends(results);
    page.latencies(results.latencies());
    page.gatherings(results.gatherings());
    page.cleanups(results.cleanups());
    page.rooms(results.rooms());
    page.memory(results.memory());
    page.fanOut(results.fanOut(), results.strictAppends().getFirst());
    return page.text.toString();
  }

  /** The page as it was, with other figures of the rooms that a node holds. */
  static String withRooms(String before, Machine machine, List<RoomsBenchmark.Result> results) {
    return with(before, ROOMS, machine, page -> page.rooms(results));
  }

  /** The same, of people who all come at once. */
  static String withGatherings(
      String before, Machine machine, List<GatheringBenchmark.Result> results) {
    return with(before, GATHERINGS, machine, page -> page.gatherings(results));
  }

  private static String with(String before, String title, Machine machine, Consumer<Page> section) {
    var page = new Page();
    section.accept(page);
    page.text.append("\nThis table: ").append(machine.text()).append(".\n");
    int from = before.indexOf("\n## " + title + "\n");
    int next = from < 0 ? -1 : before.indexOf("\n## ", from + 1);
    var head = from < 0 ? before : before.substring(0, from);
    return head + page.text + (next < 0 ? "" : before.substring(next));
  }

  private void head(Machine machine, Effort effort) {
    text.append(
        """
        # Benchmarks

        Written by `benchmarks/run`; do not edit. %s%s

        **How to read it.** Clients, server, PostgreSQL and Redis share the cores, so look at the ratios and at the distance to the floor,
        which is measured in the same run, before the bare figures. Everything end to end runs on the packed application with the settings
        of `deploy/run`, warmed up. p95, p99: 95, 99 of 100 were as fast or faster. What a lost connection costs,
        beside Socket.IO and CometD: [recovery](recovery.md).
        """
            .formatted(machine.text(), effort == Effort.QUICK ? " (a quick run)." : "."));
  }

  private void appends(Results results) {
    section(
        "Append and publish",
        """
        `RedisRoomLog.append` of a chat message against a bare script call (INCR, XADD MAXLEN, EXPIRE, PUBLISH) with the same body. Append also
        refuses doubles and older connections, remembers ids, trims by age and activity, keeps the chain. The two take turns in rounds of 500
        calls; microseconds of one call, as its caller sees it; ratio: the median of the rounds' own.\
        """,
        List.of("Redis syncs its file", "callers", "bare script", "append", "ratio"));
    results.lazyAppends().forEach(each -> append("every second", each));
    results.strictAppends().forEach(each -> append("before each answer", each));
  }

  private void append(String sync, AppendBenchmark.Result result) {
    row(
        sync,
        Integer.toString(result.callers()),
        Samples.text(result.bare()),
        Samples.text(result.append()),
        Samples.text(result.ratio()));
  }

  private void latencies(List<Latency> results) {
    section(
        "Join and resume",
        """
        Milliseconds at a client. Resume: from the open socket to the last missed message, received and parsed; somebody else has said them
        while the line was cut. Floor: a WebSocket ping and its pong on the same socket, right after. Server's part: the time less this round
        trip, round by round; the client's own parsing is still in it.\
        """,
        List.of("what", "rounds", "median", "p95", "server's part", "p95", "floor", "target"));
    for (var each : results) {
      row(
          each.what(),
          Integer.toString(each.total().size()),
          Samples.text(each.total().median()),
          Samples.text(each.total().quantile(LATE)),
          Samples.text(each.server().median()),
          Samples.text(each.server().quantile(LATE)),
          Samples.text(each.floor().median()),
          each.target());
    }
  }

  private void gatherings(List<GatheringBenchmark.Result> results) {
    section(
        GATHERINGS,
        """
        So many people, each with a connection of his own, enter one room at the same moment: seconds from the first handshake until each of
        them knows of each other. Whoever comes gets the list once; the others are told of him alone, so that one more costs each of them the
        same however many there are. Bytes of JSON at one client. Target: 100 people within 10 s.\
        """,
        List.of("people", "seconds", "list on arrival, on average", "for each who came later"));
    for (var each : results) {
      row(
          Integer.toString(each.people()),
          Samples.text(each.seconds()),
          whole(each.snapshot()),
          whole(each.told()));
    }
  }

  private void cleanups(List<CleanupBenchmark.Result> results) {
    section(
        "Room cleanup",
        """
        Milliseconds of one sweep (`RedisSessions.sweep`, room by room), with each end announced in the room's log. Floor: as many Redis
        PINGs as there are rooms.\
        """,
        List.of("what", "sweeps", "median", "p95", "floor"));
    for (var each : results) {
      row(
          each.what(),
          Integer.toString(each.sweep().size()),
          Samples.text(each.sweep().median()),
          Samples.text(each.sweep().quantile(LATE)),
          Samples.text(each.floor()));
    }
  }

  private void rooms(List<RoomsBenchmark.Result> results) {
    section(
        ROOMS,
        """
        A node without sockets (their heartbeats are the connections' cost) holds so many rooms of one participant in which nothing happens;
        in one of them somebody then says 2,000 messages. Processor time of the node's process and of Redis, idle in percent of one core;
        commands: all that Redis runs, those within scripts too.\
        """,
        List.of(
            "rooms held",
            "node, idle",
            "Redis, idle",
            "commands/s, idle",
            "node, µs a message",
            "Redis, µs a message"));
    for (var each : results) {
      row(
          String.format(Locale.ROOT, "%,d", each.rooms()),
          Samples.text(each.nodeCpu()) + " %",
          Samples.text(each.redisCpu()) + " %",
          whole(each.commands()),
          whole(each.nodeMicros()),
          whole(each.redisMicros()));
    }
  }

  private void memory(MemoryBenchmark.Result result) {
    section(
        "Memory of an idle connection",
        """
        Before and with %,d joined connections in %d rooms, after a full collection each. The server has had as many before, so its classes
        are loaded and its code is compiled.\
        """
            .formatted(result.connections(), result.rooms()),
        List.of("what", "none", "all", "for one connection"));
    memory("live heap", result.empty().heap(), result.full().heap(), result.connections());
    memory(
        "resident process",
        result.empty().resident(),
        result.full().resident(),
        result.connections());
  }

  private void memory(String what, long empty, long full, int connections) {
    row(
        what,
        Samples.text(empty / MIB) + " MiB",
        Samples.text(full / MIB) + " MiB",
        Samples.text((full - empty) / KIB / connections) + " KiB");
  }

  private void fanOut(FanOutBenchmark.Result result, AppendBenchmark.Result append) {
    section(
        "Fan-out",
        """
        One participant says %,d messages of 200 characters, %d in a frame, the next frame when the one before is acknowledged; %d others
        receive. Delay: from sending the frame to the arrival of each of its messages. Floor: what one caller of the bare script reached right
        afterwards. Each message waits for Redis, and Redis for the disk; on a shared disk this varies more than the two differ.\
        """
            .formatted(result.messages(), Chat.FRAME_MAX, result.listeners()),
        List.of("accepted/s", "floor/s", "deliveries/s", "delay, median, ms", "p99, ms"));
    row(
        whole(result.appendsPerSecond()),
        whole(MICROS_PER_SECOND / append.bare()),
        whole(result.deliveriesPerSecond()),
        Samples.text(result.delay().median()),
        Samples.text(result.delay().quantile(LATEST)));
  }

  private static String whole(double number) {
    return String.format(Locale.ROOT, "%,.0f", number);
  }

  private void section(String title, String says, List<String> columns) {
    text.append("\n## ").append(title).append("\n\n").append(says).append("\n\n");
    text.append(columns.stream().collect(Collectors.joining(" | ", "| ", " |\n")));
    text.append("|").append("---|".repeat(columns.size())).append('\n');
  }

  private void row(String... cells) {
    text.append(Arrays.stream(cells).collect(Collectors.joining(" | ", "| ", " |\n")));
  }
}
