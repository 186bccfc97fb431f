package org.holdline.deploy.launcher.redis;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.holdline.deploy.launcher.files.Secret;
import org.holdline.deploy.launcher.process.Part;
import org.holdline.deploy.launcher.process.Ports;
import org.holdline.deploy.launcher.process.StartException;

/** A Redis Cluster of three masters on 127.0.0.1, for tests. */
public final class RedisCluster implements Part {
  private static final int MASTERS = 3;
  private static final int SLOTS = 16_384;

  /** Each node also listens so much above its port. */
  private static final int BUS = 10_000;

  private static final int PORT_MAX = 65_535 - BUS;

  private static final String MORE =
      """
      cluster-enabled yes
      cluster-node-timeout 2000
      cluster-require-full-coverage no
      """;

  private final Secret password;
  private final List<RedisServer> masters;

  private RedisCluster(Secret password, List<RedisServer> masters) {
    this.password = password;
    this.masters = List.copyOf(masters);
  }

  /** Returns when all slots are served and every node knows it. */
  public static RedisCluster start(Path directory, Secret password) throws InterruptedException {
    var masters = new ArrayList<RedisServer>();
    try {
      for (int i = 0; i < MASTERS; i++) {
        var settings = RedisSettings.durable(directory.resolve("node" + i), port(), password);
        masters.add(RedisServer.start(settings.with(MORE)));
        join(masters.getLast(), masters.getFirst(), i);
      }
      for (var master : masters) {
        master.await(() -> isWhole(master));
      }
      return new RedisCluster(password, masters);
    } catch (IOException e) {
      masters.forEach(RedisServer::close);
      throw new StartException("The Redis Cluster could not be formed: " + e.getMessage(), e);
    } catch (InterruptedException | RuntimeException e) {
      masters.forEach(RedisServer::close);
      throw e;
    }
  }

  private static int port() {
    int port = Ports.free();
    while (port > PORT_MAX || Ports.isTaken(port + BUS)) {
      port = Ports.free();
    }
    return port;
  }

  private static void join(RedisServer node, RedisServer first, int index) throws IOException {
    node.ask(
        "CLUSTER ADDSLOTSRANGE %d %d"
            .formatted(SLOTS * index / MASTERS, SLOTS * (index + 1) / MASTERS - 1));
    if (node != first) {
      node.ask("CLUSTER MEET 127.0.0.1 " + first.settings().port());
    }
  }

  private static boolean isWhole(RedisServer node) throws IOException {
    var info = node.ask("CLUSTER INFO");
    return info.contains("cluster_state:ok") && info.contains("cluster_slots_assigned:" + SLOTS);
  }

  /** With the password; knows all nodes. */
  public String url() {
    var hosts =
        masters.stream()
            .map(each -> "127.0.0.1:" + each.settings().port())
            .collect(Collectors.joining(","));
    return "redis-cluster://:%s@%s".formatted(password.value(), hosts);
  }

  public List<RedisServer> masters() {
    return masters;
  }

  @Override
  public String name() {
    return "Redis Cluster";
  }

  @Override
  public boolean isAlive() {
    return masters.stream().allMatch(RedisServer::isAlive);
  }

  @Override
  public void close() {
    masters.forEach(RedisServer::close);
  }
}
