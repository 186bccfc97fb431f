package org.holdline.platform.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.concurrent.atomic.AtomicInteger;
import org.holdline.problem.entity.UnavailableException;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.exceptions.JedisException;

class GateTest {
  private final AtomicInteger refused = new AtomicInteger();
  private final AtomicInteger asked = new AtomicInteger();
  private final Gate gate = new Gate(refused::incrementAndGet);

  private Object fail() {
    asked.incrementAndGet();
    throw gate.failed(new JedisException("gone"));
  }

  @Test
  void whileItsServerIsAwayCallsAreRefusedAtOnceAndCounted() {
    for (int i = 1; i <= 3; i++) {
      assertThatExceptionOfType(UnavailableException.class).isThrownBy(() -> gate.pass(this::fail));
      assertThat(refused).hasValue(i);
    }
  }

  @Test
  void whatIsAnsweredIsNotCounted() {
    String answer = gate.pass(() -> "PONG");
    assertThat(answer).isEqualTo("PONG");
    assertThat(refused).hasValue(0);
  }
}
