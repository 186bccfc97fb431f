package org.holdline.platform.redis;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import redis.clients.jedis.Connection;
import redis.clients.jedis.ConnectionPoolConfig;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.JedisClientConfig;
import redis.clients.jedis.SslOptions;
import redis.clients.jedis.exceptions.JedisClusterOperationException;
import redis.clients.jedis.providers.ClusterConnectionProvider;
import redis.clients.jedis.providers.ConnectionProvider;
import redis.clients.jedis.providers.PooledConnectionProvider;
import redis.clients.jedis.providers.SentineledConnectionProvider;
import redis.clients.jedis.util.JedisClusterCRC16;
import redis.clients.jedis.util.Pool;

/**
 * The servers of one Redis and the connections to them: to the one there is, to the present master
 * among several, or to the masters of a Cluster.
 */
final class RedisServers implements AutoCloseable {
  private static final Duration TOPOLOGY_REFRESH = Duration.ofSeconds(10);

  private final ConnectionProvider connections;
  private final JedisClientConfig config;
  private final Supplier<List<HostAndPort>> masters;

  private RedisServers(
      ConnectionProvider connections,
      JedisClientConfig config,
      Supplier<List<HostAndPort>> masters) {
    this.connections = connections;
    this.config = config;
    this.masters = masters;
  }

  /**
   * Opens the way to them.
   *
   * @throws redis.clients.jedis.exceptions.JedisException when nobody can say where the masters are
   */
  static RedisServers open(RedisSettings settings) {
    var config = config(settings);
    var hosts = settings.address().hosts();
    return switch (settings.address().form()) {
      case STANDALONE -> {
        var host = hosts.getFirst();
        var one = new PooledConnectionProvider(host, config, pool(settings));
        yield new RedisServers(one, config, () -> List.of(host));
      }
      case SENTINEL -> {
        var watched =
            new SentineledConnectionProvider(
                settings.address().master(),
                config,
                pool(settings),
                Set.copyOf(hosts),
                sentinelConfig(settings));
        yield new RedisServers(watched, config, () -> List.of(watched.getCurrentMaster()));
      }
      case CLUSTER -> {
        var cluster =
            new ClusterConnectionProvider(
                Set.copyOf(hosts), config, pool(settings), TOPOLOGY_REFRESH);
        yield new RedisServers(cluster, config, () -> primaries(cluster));
      }
    };
  }

  private static List<HostAndPort> primaries(ClusterConnectionProvider cluster) {
    return cluster.getPrimaryNodes().keySet().stream().map(HostAndPort::from).toList();
  }

  private static JedisClientConfig config(RedisSettings settings) {
    var address = settings.address();
    return limited(settings)
        .user(address.user())
        .password(address.password())
        .database(address.database())
        .build();
  }

  private static JedisClientConfig sentinelConfig(RedisSettings settings) {
    var password = settings.sentinelPassword();
    return limited(settings).password(password.isEmpty() ? null : password).build();
  }

  private static DefaultJedisClientConfig.Builder limited(RedisSettings settings) {
    var config =
        DefaultJedisClientConfig.builder()
            .resp2() // a subscriber of RESP3 cannot tell its pongs from replies
            .connectionTimeoutMillis((int) settings.connectMax().toMillis())
            .socketTimeoutMillis((int) settings.answerMax().toMillis());
    return settings.address().tls() ? config.sslOptions(SslOptions.defaults()) : config;
  }

  private static ConnectionPoolConfig pool(RedisSettings settings) {
    var pool = new ConnectionPoolConfig();
    pool.setMaxTotal(settings.connectionsMax());
    pool.setMaxIdle(settings.connectionsMax());
    pool.setMaxWait(settings.answerMax());
    return pool;
  }

  /** The masters there are, as far as is known. */
  List<HostAndPort> masters() {
    return masters.get();
  }

  /** The master that has the key. */
  HostAndPort masterOf(String key) {
    if (connections instanceof ClusterConnectionProvider cluster) {
      var owner = cluster.getNode(JedisClusterCRC16.getSlot(key));
      if (owner == null) {
        throw new JedisClusterOperationException("no server has the slot");
      }
      return owner;
    }
    return masters().getFirst();
  }

  /** A connection of the pool; closing it gives it back. */
  Connection connection(HostAndPort master) {
    return connections instanceof ClusterConnectionProvider cluster
        ? cluster.getConnection(master)
        : connections.getConnection();
  }

  /** The connections of the pools to all of them. */
  List<Pool<?>> pools() {
    return connections.getConnectionMap().values().stream()
        .filter(Pool.class::isInstance)
        .<Pool<?>>map(pool -> (Pool<?>) pool)
        .toList();
  }

  /** A connection of its own, for whoever blocks it. */
  Connection dedicated(HostAndPort master) {
    return new Connection(master, config);
  }

  /** A connection to this master has failed: the others have likely failed too. */
  void suspect(HostAndPort master) {
    if (connections instanceof ClusterConnectionProvider cluster) {
      var pool = cluster.getNodes().get(master.toString());
      if (pool != null) {
        pool.clear();
      }
    } else {
      pools().forEach(Pool::clear);
    }
    refresh();
  }

  /** Asks a Cluster again who has what. */
  void refresh() {
    if (connections instanceof ClusterConnectionProvider cluster) {
      cluster.renewSlotCache();
    }
  }

  @Override
  public void close() {
    try {
      connections.close();
    } catch (Exception e) {
      throw new IllegalStateException("connections cannot be closed", e);
    }
  }
}
