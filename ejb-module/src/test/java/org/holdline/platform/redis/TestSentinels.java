package org.holdline.platform.redis;

import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.holdline.platform.control.Eventually;
import redis.clients.jedis.args.ClientType;
import redis.clients.jedis.exceptions.JedisException;
import redis.clients.jedis.params.ClientKillParams;

/**
 * A master, a replica and three Sentinels that promote the replica when the master has been away
 * for two seconds. They first ask a master that they have just promoted after one: with one second
 * they sometimes gave it up at once, and promoted the first, which was back, again.
 */
public final class TestSentinels implements AutoCloseable {
  private static final String NAME = "holdline";
  private static final String DURABLE =
      """
      appendonly yes
      appendfsync always
      repl-diskless-sync-delay 0
      masteruser replica
      masterauth replica
      user replica on >replica ~* &* +psync +replconf +ping
      """;

  /** A Sentinel that got no processor for a while trusts nothing for 30 s (TILT). */
  private static final Duration FAIL_OVER_MAX = Duration.ofSeconds(90);

  private final RedisProcess master = new RedisProcess(DURABLE);
  private final RedisProcess replica =
      new RedisProcess(DURABLE + "replicaof 127.0.0.1 " + master.port());
  private final List<RedisProcess> sentinels;

  public TestSentinels() {
    awaitReplica();
    sentinels = Stream.generate(this::sentinel).limit(3).toList();
    Eventually.that("Sentinels know all", () -> sentinels.stream().allMatch(this::knowsAll));
  }

  private RedisProcess sentinel() {
    return new RedisProcess(
        """
        sentinel monitor %1$s 127.0.0.1 %2$d 2
        sentinel down-after-milliseconds %1$s 2000
        sentinel failover-timeout %1$s 6000
        """
            .formatted(NAME, master.port()),
        "--sentinel");
  }

  private boolean knowsAll(RedisProcess sentinel) {
    try (var jedis = sentinel.jedis()) {
      return jedis.sentinelReplicas(NAME).size() == 1 && jedis.sentinelSentinels(NAME).size() == 2;
    }
  }

  /** Returns when the replica has what the master has. */
  public void awaitReplica() {
    Eventually.that("the replica follows", () -> says(replica, "master_link_status:up"));
  }

  private static boolean says(RedisProcess server, String info) {
    try (var jedis = server.jedis()) {
      return jedis.info("replication").contains(info);
    } catch (JedisException notNow) {
      return false;
    }
  }

  /** From now on the replica hears nothing more and falls behind. */
  public void cutReplica() {
    try (var jedis = master.jedis()) {
      jedis.aclSetUser("replica", "off");
      jedis.clientKill(new ClientKillParams().type(ClientType.REPLICA));
    }
    Eventually.that("the replica is cut off", () -> says(replica, "master_link_status:down"));
  }

  /** The replica hears the master again and catches up. */
  public void mendReplica() {
    try (var jedis = master.jedis()) {
      jedis.aclSetUser("replica", "on");
    }
    awaitReplica();
  }

  /** The first master dies; returns when the Sentinels have promoted the replica. */
  public void failOver() {
    master.kill();
    Eventually.within(
        FAIL_OVER_MAX, "the replica is promoted", () -> sentinels.stream().allMatch(this::isTold));
  }

  private boolean isTold(RedisProcess sentinel) {
    try (var jedis = sentinel.jedis()) {
      return jedis
          .sentinelGetMasterAddrByName(NAME)
          .get(1)
          .equals(Integer.toString(replica.port()));
    }
  }

  /** The first master comes back; returns when it follows the new one. */
  public void restartFirst() {
    master.start();
    Eventually.within(
        FAIL_OVER_MAX, "the first follows", () -> says(master, "master_link_status:up"));
  }

  /** The product's way, which knows all Sentinels; the caller closes it. */
  public Redis open(int replicasConfirm) {
    var hosts =
        sentinels.stream().map(each -> "127.0.0.1:" + each.port()).collect(Collectors.joining(","));
    var address = RedisAddress.parse("redis-sentinel://" + hosts + "/" + NAME);
    return new Redis(RedisSettings.of(address).withReplicasConfirm(replicasConfirm));
  }

  @Override
  public void close() {
    sentinels.forEach(RedisProcess::close);
    replica.close();
    master.close();
  }
}
