package org.holdline.platform.redis;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.holdline.platform.control.LogEvent;
import org.holdline.platform.control.SharedClock;
import org.holdline.problem.entity.UnavailableException;

/** Keeps the shared time that of Redis, and says when this node's own clock is wrong. */
final class RedisTime {
  /** How often Redis is asked. */
  static final Duration PAUSE = Duration.ofSeconds(1);

  private static final System.Logger LOG = System.getLogger(RedisTime.class.getName());
  private static final Duration OWN_ERROR_MAX = Duration.ofSeconds(5);

  /** An answer that took longer says too little. */
  private static final long WAY_MAX_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

  private static final Script NOW = Script.of("return redis.call('TIME')");

  private final Redis redis;
  private final SharedClock clock;
  private boolean ownIsWrong;

  RedisTime(Redis redis, SharedClock clock) {
    this.redis = redis;
    this.clock = clock;
  }

  /** Asks once; the timer's call. */
  void turn() {
    try {
      long asked = System.nanoTime();
      var now = read((List<?>) redis.eval(NOW, List.of("webrtc:node:time"), List.of()));
      long way = System.nanoTime() - asked;
      if (way <= WAY_MAX_NANOS) {
        clock.agree(now.plusNanos(way / 2));
        compare();
      }
    } catch (UnavailableException e) {
      LOG.log(Level.DEBUG, LogEvent.of("time not asked").with("code", e.code()));
    }
  }

  private static Instant read(List<?> answer) {
    long seconds = Long.parseLong(String.valueOf(answer.get(0)));
    long micros = Long.parseLong(String.valueOf(answer.get(1)));
    return Instant.ofEpochSecond(seconds, TimeUnit.MICROSECONDS.toNanos(micros));
  }

  private void compare() {
    var ahead = clock.ownAhead();
    boolean wrong = ahead.abs().compareTo(OWN_ERROR_MAX) > 0;
    if (wrong != ownIsWrong) {
      ownIsWrong = wrong;
      LOG.log(
          wrong ? Level.WARNING : Level.INFO,
          LogEvent.of(wrong ? "own clock differs from that of Redis" : "own clock is right again")
              .with("ahead_ms", ahead.toMillis()));
    }
  }
}
