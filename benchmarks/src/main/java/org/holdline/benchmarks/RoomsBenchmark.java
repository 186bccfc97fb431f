package org.holdline.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.holdline.deploy.launcher.redis.RedisServer;
import org.holdline.room.entity.RoomId;
import org.holdline.session.control.Attachment;

/** What rooms cost that a node holds and in which nothing happens, and a message among them. */
final class RoomsBenchmark {
  private static final List<Integer> ROOMS = List.of(10, 100, 1_000, 10_000);

  /** Two leases: then nothing is left of the admissions. */
  private static final long SETTLE_SECONDS = 35;

  private static final long IDLE_SECONDS = 30;
  private static final int MESSAGES = 2_000;
  private static final String BODY = "Shall we take the earlier train, then? ".repeat(3);
  private static final double NANOS_PER_MICRO = 1e3;
  private static final Pattern REDIS_CPU = Pattern.compile("used_cpu_(?:sys|user):([\\d.]+)");
  private static final Pattern COMMANDS = Pattern.compile("total_commands_processed:(\\d+)");

  private final RedisServer server;
  private final Effort effort;

  RoomsBenchmark(RedisServer server, Effort effort) {
    this.server = server;
    this.effort = effort;
  }

  /**
   * With so many rooms held.
   *
   * @param nodeCpu per cent of one core, while nothing happens
   * @param redisCpu the same
   * @param commands at Redis in a second, those within scripts too
   * @param nodeMicros processor time of the node for one message; {@code redisMicros} of Redis
   */
  record Result(
      int rooms,
      double nodeCpu,
      double redisCpu,
      double commands,
      double nodeMicros,
      double redisMicros) {}

  /** Processor time in nanoseconds, and commands. */
  private record Spent(double node, double redis, double commands) {
    Spent since(Spent before) {
      return new Spent(node - before.node, redis - before.redis, commands - before.commands);
    }
  }

  List<Result> run() throws InterruptedException {
    try (var node = new HoldingNode(server)) {
      var speaker = node.enter(new RoomId("held"), "speaker");
      talk(node, speaker, MESSAGES * 2);
      var results = new ArrayList<Result>();
      int held = 1;
      for (int rooms : ROOMS) {
        while (held < effort.of(rooms)) {
          node.enter(new RoomId("held-" + held++), "listener");
        }
        results.add(measure(node, speaker, held));
      }
      return results;
    }
  }

  private Result measure(HoldingNode node, Attachment speaker, int rooms)
      throws InterruptedException {
    TimeUnit.SECONDS.sleep(effort.of((int) SETTLE_SECONDS));
    long begun = System.nanoTime();
    var before = spent(node);
    TimeUnit.SECONDS.sleep(IDLE_SECONDS);
    var idle = spent(node).since(before);
    double nanos = System.nanoTime() - begun;
    var quiet = spent(node);
    talk(node, speaker, MESSAGES);
    var busy = spent(node).since(quiet);
    double seconds = nanos / TimeUnit.SECONDS.toNanos(1);
    return new Result(
        rooms,
        idle.node * 100 / nanos,
        idle.redis * 100 / nanos,
        idle.commands / seconds,
        busy.node / NANOS_PER_MICRO / MESSAGES,
        busy.redis / NANOS_PER_MICRO / MESSAGES);
  }

  private static void talk(HoldingNode node, Attachment speaker, int messages)
      throws InterruptedException {
    for (int i = 0; i < messages; i++) {
      node.say(speaker, BODY);
    }
    TimeUnit.MILLISECONDS.sleep(100);
  }

  private static Spent spent(HoldingNode node) {
    var system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    var info = node.redis().call("benchmark", jedis -> jedis.info("cpu") + jedis.info("stats"));
    double redis = 0;
    for (var found = REDIS_CPU.matcher(info); found.find(); ) {
      redis += Double.parseDouble(found.group(1)) * TimeUnit.SECONDS.toNanos(1);
    }
    var commands = COMMANDS.matcher(info);
    if (!commands.find()) {
      throw new IllegalStateException("Redis counts no commands");
    }
    return new Spent(system.getProcessCpuTime(), redis, Double.parseDouble(commands.group(1)));
  }
}
