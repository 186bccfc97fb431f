package org.holdline.platform.redis;

import java.net.URI;
import java.time.Duration;

/**
 * How Redis is reached.
 *
 * @param connectMax to open a connection
 * @param answerMax for an answer
 * @param connectionsMax to each server
 * @param sentinelPassword empty when the Sentinels ask for none
 * @param replicasConfirm so many replicas must have a message before it is acknowledged
 */
public record RedisSettings(
    RedisAddress address,
    Duration connectMax,
    Duration answerMax,
    int connectionsMax,
    String sentinelPassword,
    int replicasConfirm) {
  private static final int CONNECTIONS_MAX = 32;
  private static final int REPLICAS_MAX = 9;

  /** A call that fails waits twice: the pool replaces a broken connection at once. */
  private static final Duration ANSWER_MAX = Duration.ofMillis(1400);

  public RedisSettings {
    if (replicasConfirm < 0 || replicasConfirm > REPLICAS_MAX) {
      throw new IllegalArgumentException(
          "holdline.redis.replicas-confirm must be 0 to " + REPLICAS_MAX);
    }
  }

  /** The limits that the product runs with. */
  public static RedisSettings of(RedisAddress address) {
    return new RedisSettings(address, Duration.ofSeconds(1), ANSWER_MAX, CONNECTIONS_MAX, "", 0);
  }

  public static RedisSettings of(URI url) {
    return of(RedisAddress.parse(url.toString()));
  }

  public RedisSettings withAnswerMax(Duration max) {
    return new RedisSettings(
        address, connectMax, max, connectionsMax, sentinelPassword, replicasConfirm);
  }

  public RedisSettings withSentinelPassword(String password) {
    return new RedisSettings(
        address, connectMax, answerMax, connectionsMax, password, replicasConfirm);
  }

  public RedisSettings withReplicasConfirm(int count) {
    return new RedisSettings(
        address, connectMax, answerMax, connectionsMax, sentinelPassword, count);
  }

  @Override
  public String toString() {
    return "RedisSettings[" + address + "]";
  }
}
