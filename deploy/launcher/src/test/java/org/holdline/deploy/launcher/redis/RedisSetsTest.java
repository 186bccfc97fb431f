package org.holdline.deploy.launcher.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.holdline.deploy.launcher.files.Secret;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RedisSetsTest {
  private static final Secret PASSWORD = new Secret("test");

  @Test
  void threeMastersFormACluster(@TempDir Path directory) throws Exception {
    try (var cluster = RedisCluster.start(directory, PASSWORD)) {
      assertThat(cluster.isAlive()).isTrue();
      assertThat(cluster.masters()).hasSize(3);
      assertThat(cluster.url()).startsWith("redis-cluster://:test@127.0.0.1:");
      assertThat(cluster.masters().getFirst().ask("CLUSTER INFO"))
          .contains("cluster_known_nodes:3", "cluster_size:3");
    }
  }

  @Test
  void theReplicaTakesOverFromAKilledMaster(@TempDir Path directory) throws Exception {
    try (var set = RedisSentinels.start(directory, PASSWORD)) {
      assertThat(set.url()).startsWith("redis-sentinel://:test@127.0.0.1:").endsWith("/holdline");
      set.master().kill();
      var replica = set.replica();
      replica.await(() -> replica.ask("INFO replication").contains("role:master"));
      assertThat(set.isAlive()).isTrue();
    }
  }
}
