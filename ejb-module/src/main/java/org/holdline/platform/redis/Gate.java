package org.holdline.platform.redis;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.holdline.problem.entity.UnavailableException;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.exceptions.JedisException;

/**
 * Lets calls to one server pass. While it is away they fail at once instead of each waiting for its
 * own time-out, so that no thread piles up behind another; one of them at a time tries whether it
 * is back. Thread-safe.
 */
final class Gate {
  private static final long PAUSE_NANOS = Duration.ofMillis(250).toNanos();

  private final AtomicBoolean away = new AtomicBoolean();
  private final AtomicBoolean trying = new AtomicBoolean();
  private final Runnable refused;
  private volatile long tryFrom = System.nanoTime();
  private volatile @Nullable Keeping keeping;

  /**
   * @param refused is told each call that fails because the server is away
   */
  Gate(Runnable refused) {
    this.refused = refused;
  }

  <T> T pass(Supplier<T> call) {
    if (!away.get()) {
      return call.get();
    }
    if (System.nanoTime() - tryFrom < 0 || !trying.compareAndSet(false, true)) {
      refused.run();
      throw new UnavailableException("redis_unavailable", "The message store is out of reach");
    }
    try {
      return call.get();
    } finally {
      trying.set(false);
    }
  }

  void answered() {
    away.set(false);
  }

  /** What the server was found to keep; null after each failure, when another may be there. */
  @Nullable Keeping keeping() {
    return keeping;
  }

  void keeps(Keeping found) {
    keeping = found;
  }

  UnavailableException failed(JedisException cause) {
    keeping = null;
    tryFrom = System.nanoTime() + PAUSE_NANOS;
    away.set(true);
    refused.run();
    return Redis.unavailable(cause);
  }
}
