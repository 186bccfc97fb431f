package org.holdline.platform.redis;

import java.net.URI;
import java.time.Duration;
import redis.clients.jedis.Jedis;

/** A real Redis on a port of its own, which can be stopped, killed and started again. */
public final class TestRedis implements AutoCloseable {
  private static final String EVERY_SECOND =
      """
      appendonly yes
      appendfsync everysec
      maxmemory-policy noeviction
      """;
  private static final String ALWAYS =
      """
      appendonly yes
      appendfsync always
      maxmemory-policy noeviction
      """;
  private static final String NEVER = "appendonly no";

  private final RedisProcess process;
  private final Redis redis;

  /** Keeps what it acknowledged, as the product wants it. */
  public TestRedis() {
    this(ALWAYS);
  }

  private TestRedis(String settings) {
    process = new RedisProcess(settings);
    redis = open();
  }

  public static TestRedis withoutPersistence() {
    return new TestRedis(NEVER);
  }

  public static TestRedis savingEverySecond() {
    return new TestRedis(EVERY_SECOND);
  }

  private static final class Shared {
    private static final TestRedis REDIS = savingEverySecond();

    static {
      Runtime.getRuntime().addShutdownHook(new Thread(REDIS::close));
    }
  }

  /** The one that all tests share who do it no harm. */
  public static TestRedis shared() {
    return Shared.REDIS;
  }

  public URI url() {
    return URI.create("redis://127.0.0.1:" + port());
  }

  public int port() {
    return process.port();
  }

  /** The product's way to it; ends with it. */
  public Redis redis() {
    return redis;
  }

  /** Another way to it, with the product's limits; the caller closes it. */
  public Redis open() {
    return new Redis(RedisSettings.of(url()));
  }

  public Redis open(Duration answerMax) {
    return new Redis(RedisSettings.of(url()).withAnswerMax(answerMax));
  }

  /** A plain connection, to look at keys and to do harm. */
  public Jedis jedis() {
    return process.jedis();
  }

  /** It keeps its connections and says nothing more. */
  public void freeze() {
    process.freeze();
  }

  public void thaw() {
    process.thaw();
  }

  /** Ends it as a crash would; what it has written it finds at the {@link #restart}. */
  public void stopServer() {
    process.kill();
  }

  /** Starts it again with the data that it had. */
  public void restart() {
    process.start();
  }

  @Override
  public void close() {
    redis.close();
    process.close();
  }
}
