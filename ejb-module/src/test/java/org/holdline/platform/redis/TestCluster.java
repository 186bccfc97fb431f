package org.holdline.platform.redis;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.holdline.platform.control.Eventually;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.Protocol.Command;
import redis.clients.jedis.util.JedisClusterCRC16;

/** A real Redis Cluster of three masters that share the slots evenly. */
public final class TestCluster implements AutoCloseable {
  private static final int SLOTS = 16_384;
  private static final String SETTINGS =
      """
      appendonly yes
      appendfsync always
      cluster-enabled yes
      cluster-node-timeout 2000
      cluster-require-full-coverage no
      """;

  private final List<RedisProcess> masters =
      Stream.generate(() -> new RedisProcess(SETTINGS)).limit(3).toList();

  public TestCluster() {
    for (int i = 0; i < masters.size(); i++) {
      try (var jedis = masters.get(i).jedis()) {
        jedis.sendCommand(
            Command.CLUSTER,
            "ADDSLOTSRANGE",
            Integer.toString(firstSlot(i)),
            Integer.toString(firstSlot(i + 1) - 1));
        jedis.clusterMeet("127.0.0.1", masters.getFirst().port());
      }
    }
    Eventually.that("the Cluster is whole", () -> masters.stream().allMatch(this::isWhole));
  }

  private int firstSlot(int master) {
    return SLOTS * master / masters.size();
  }

  private boolean isWhole(RedisProcess master) {
    try (var jedis = master.jedis()) {
      var info = jedis.clusterInfo();
      return info.contains("cluster_state:ok") && info.contains("cluster_known_nodes:3");
    }
  }

  private static final class Shared {
    private static final TestCluster CLUSTER = new TestCluster();

    static {
      Runtime.getRuntime().addShutdownHook(new Thread(CLUSTER::close));
    }
  }

  /** The one that all tests share who do it no harm. */
  public static TestCluster shared() {
    return Shared.CLUSTER;
  }

  /** Another way to it, which knows two of its nodes; the caller closes it. */
  public Redis open() {
    var url =
        "redis-cluster://127.0.0.1:%d,127.0.0.1:%d"
            .formatted(masters.get(1).port(), masters.get(2).port());
    return new Redis(RedisSettings.of(RedisAddress.parse(url)));
  }

  /** Which of the three has the key. */
  public int ownerOf(String key) {
    int slot = JedisClusterCRC16.getSlot(key);
    return IntStream.range(0, 3).filter(i -> slot < firstSlot(i + 1)).findFirst().orElseThrow();
  }

  /** A plain connection to one of the three. */
  public Jedis jedis(int master) {
    return masters.get(master).jedis();
  }

  public void stopServer(int master) {
    masters.get(master).kill();
  }

  public void restart(int master) {
    masters.get(master).start();
  }

  public void freeze(int master) {
    masters.get(master).freeze();
  }

  public void thaw(int master) {
    masters.get(master).thaw();
  }

  @Override
  public void close() {
    masters.forEach(RedisProcess::close);
  }
}
