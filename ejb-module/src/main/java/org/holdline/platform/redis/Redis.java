package org.holdline.platform.redis;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.holdline.problem.entity.UnavailableException;
import redis.clients.jedis.Connection;
import redis.clients.jedis.ConnectionPoolConfig;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.JedisClientConfig;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.SslOptions;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.exceptions.JedisException;
import redis.clients.jedis.exceptions.JedisNoScriptException;
import redis.clients.jedis.util.JedisURIHelper;

/**
 * The one way to Redis. While Redis is away, calls fail at once instead of each waiting for its own
 * time-out, so that no thread piles up behind another; one of them at a time tries whether it is
 * back. Thread-safe.
 *
 * <p>Every call may throw {@link UnavailableException} with code {@code redis_unavailable}; whether
 * the command was carried out is then unknown, so callers make their commands repeatable.
 */
public final class Redis implements AutoCloseable {
  private static final Duration GATE = Duration.ofMillis(250);

  private final HostAndPort address;
  private final JedisClientConfig config;
  private final RedisClient client;
  private final AtomicBoolean away = new AtomicBoolean();
  private final AtomicBoolean trying = new AtomicBoolean();
  private volatile long tryFrom = System.nanoTime();

  public Redis(RedisSettings settings) {
    address = JedisURIHelper.getHostAndPort(settings.url());
    config = configOf(settings).build();
    var pool = new ConnectionPoolConfig();
    pool.setMaxTotal(settings.connectionsMax());
    pool.setMaxIdle(settings.connectionsMax());
    pool.setMaxWait(settings.answerMax());
    client =
        RedisClient.builder().hostAndPort(address).clientConfig(config).poolConfig(pool).build();
  }

  private static DefaultJedisClientConfig.Builder configOf(RedisSettings settings) {
    var url = settings.url();
    var config =
        DefaultJedisClientConfig.builder()
            .resp2() // a subscriber of RESP3 cannot tell its pongs from replies
            .connectionTimeoutMillis((int) settings.connectMax().toMillis())
            .socketTimeoutMillis((int) settings.answerMax().toMillis())
            .user(JedisURIHelper.getUser(url))
            .password(JedisURIHelper.getPassword(url))
            .database(JedisURIHelper.getDBIndex(url));
    return JedisURIHelper.isRedisSSLScheme(url) ? config.sslOptions(SslOptions.defaults()) : config;
  }

  /**
   * Runs one command; a failed connection empties the pool, whose others have likely failed too.
   */
  public <T> T call(Function<RedisClient, T> command) {
    if (!away.get()) {
      return run(command);
    }
    if (System.nanoTime() - tryFrom < 0 || !trying.compareAndSet(false, true)) {
      throw new UnavailableException("redis_unavailable", "The message store is out of reach");
    }
    try {
      return run(command);
    } finally {
      trying.set(false);
    }
  }

  private <T> T run(Function<RedisClient, T> command) {
    try {
      var answer = command.apply(client);
      away.set(false);
      return answer;
    } catch (JedisConnectionException e) {
      tryFrom = System.nanoTime() + GATE.toNanos();
      away.set(true);
      client.getPool().clear();
      throw unavailable(e);
    } catch (JedisDataException e) {
      away.set(false);
      throw isPassing(e) ? unavailable(e) : e;
    } catch (JedisException e) {
      throw unavailable(e);
    }
  }

  /** Runs a script by its digest and sends its text only where Redis does not know it yet. */
  public Object eval(Script script, List<String> keys, List<String> arguments) {
    return call(redis -> {
      try {
        return redis.evalsha(script.digest(), keys, arguments);
      } catch (JedisNoScriptException e) {
        return redis.eval(script.lua(), keys, arguments);
      }
    });
  }

  /** A connection of its own for a subscriber, which blocks it; the caller closes it. */
  public Jedis dedicated() {
    return new Jedis(new Connection(address, config));
  }

  @Override
  public void close() {
    client.close();
  }

  private static UnavailableException unavailable(JedisException cause) {
    return new UnavailableException(
        "redis_unavailable", "The message store is out of reach", cause);
  }

  /** Loading, failing over, out of memory: Redis is there, but not now. */
  private static boolean isPassing(JedisDataException e) {
    var text = String.valueOf(e.getMessage());
    return text.startsWith("LOADING")
        || text.startsWith("READONLY")
        || text.startsWith("OOM")
        || text.startsWith("MISCONF")
        || text.startsWith("BUSY")
        || text.startsWith("MASTERDOWN")
        || text.startsWith("CLUSTERDOWN")
        || text.startsWith("NOREPLICAS");
  }
}
