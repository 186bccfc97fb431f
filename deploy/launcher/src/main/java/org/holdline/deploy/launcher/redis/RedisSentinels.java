package org.holdline.deploy.launcher.redis;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.holdline.deploy.launcher.files.Secret;
import org.holdline.deploy.launcher.process.Part;
import org.holdline.deploy.launcher.process.Ports;

/**
 * A master, a replica and three Sentinels on 127.0.0.1, for tests of what happens when the master
 * dies.
 */
public final class RedisSentinels implements Part {
  private static final String MASTER = "holdline";

  private final Secret password;
  private final RedisServer master;
  private final RedisServer replica;
  private final List<RedisServer> sentinels;

  private RedisSentinels(
      Secret password, RedisServer master, RedisServer replica, List<RedisServer> sentinels) {
    this.password = password;
    this.master = master;
    this.replica = replica;
    this.sentinels = List.copyOf(sentinels);
  }

  /** Returns when the replica follows and the Sentinels know it. */
  public static RedisSentinels start(Path directory, Secret password) throws InterruptedException {
    var started = new ArrayList<RedisServer>();
    try {
      var master = RedisSettings.durable(directory.resolve("master"), Ports.free(), password);
      started.add(RedisServer.start(master));
      var replica = RedisSettings.durable(directory.resolve("replica"), Ports.free(), password);
      var follows = "replicaof 127.0.0.1 %d\n".formatted(master.port());
      started.add(RedisServer.start(replica.with(follows)));
      started.getLast().await(() -> isFollowing(started.getLast()));
      for (int i = 1; i <= 3; i++) {
        started.add(sentinel(directory.resolve("sentinel" + i), password, master.port()));
      }
      var sentinels = started.subList(2, started.size());
      for (var sentinel : sentinels) {
        sentinel.await(() -> knowsAll(sentinel));
      }
      return new RedisSentinels(password, started.get(0), started.get(1), sentinels);
    } catch (InterruptedException | RuntimeException e) {
      started.reversed().forEach(RedisServer::close);
      throw e;
    }
  }

  /**
   * They ask a master that they have just promoted after a second, and must not give it up then.
   */
  private static RedisServer sentinel(Path directory, Secret password, int masterPort)
      throws InterruptedException {
    var watches =
        """
        sentinel monitor %1$s 127.0.0.1 %2$d 2
        sentinel auth-pass %1$s %3$s
        sentinel down-after-milliseconds %1$s 2000
        sentinel failover-timeout %1$s 6000
        """
            .formatted(MASTER, masterPort, password.value());
    var settings = RedisSettings.durable(directory, Ports.free(), password).asSentinel();
    return RedisServer.start(settings.with(watches));
  }

  private static boolean isFollowing(RedisServer replica) throws IOException {
    return replica.ask("INFO replication").contains("master_link_status:up");
  }

  private static boolean knowsAll(RedisServer sentinel) throws IOException {
    return sentinel.ask("INFO sentinel").contains("slaves=1,sentinels=3");
  }

  /** With the password; knows all Sentinels. */
  public String url() {
    var hosts =
        sentinels.stream()
            .map(each -> "127.0.0.1:" + each.settings().port())
            .collect(Collectors.joining(","));
    return "redis-sentinel://:%s@%s/%s".formatted(password.value(), hosts, MASTER);
  }

  /** The master of the beginning. */
  public RedisServer master() {
    return master;
  }

  /** The replica of the beginning, which is promoted when the master is killed. */
  public RedisServer replica() {
    return replica;
  }

  @Override
  public String name() {
    return "Redis with Sentinels";
  }

  @Override
  public boolean isAlive() {
    return sentinels.stream().allMatch(RedisServer::isAlive)
        && (master.isAlive() || replica.isAlive());
  }

  @Override
  public void close() {
    sentinels.forEach(RedisServer::close);
    replica.close();
    master.close();
  }
}
