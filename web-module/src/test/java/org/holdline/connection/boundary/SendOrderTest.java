package org.holdline.connection.boundary;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.holdline.identity.entity.UserId;
import org.holdline.message.control.ChatMessageType;
import org.holdline.message.control.ClientMessage;
import org.holdline.message.control.ClientPayload;
import org.holdline.message.control.Signal;
import org.holdline.message.control.Target;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SendOrderTest {
  private final SendOrder order = new SendOrder();

  private static ClientMessage chat(@Nullable String id) {
    return new ClientMessage(id, new ClientPayload.Chat("hello", ChatMessageType.TEXT, null, null));
  }

  private static ClientMessage answer(String id) {
    return new ClientMessage(id, new Signal.Answer("v=0", new Target(new UserId("bob"), null)));
  }

  @Test
  void nothingIsHeldBackWithoutAnOutage() {
    assertThat(order.isHeldBack(chat("1"), 0)).isFalse();
  }

  @Test
  void whatFollowsAPostponedMessageWaitsForIt() {
    order.postponed(List.of(answer("0"), chat(null), chat("1"), chat("2")), 0);
    assertThat(order.isHeldBack(chat("3"), 1)).isTrue();
    assertThat(order.isHeldBack(chat(null), 1)).isTrue();
    assertThat(order.isHeldBack(chat("1"), 1)).isFalse();
    assertThat(order.isHeldBack(chat("2"), 1)).isFalse();
  }

  @Test
  void theFirstOfTwoPostponedRemainsTheFirst() {
    order.postponed(List.of(chat("1")), 0);
    order.postponed(List.of(chat("2")), 1);
    assertThat(order.isHeldBack(chat("2"), 2)).isTrue();
    assertThat(order.isHeldBack(chat("1"), 2)).isFalse();
  }

  @Test
  void signalingWaitsForNobody() {
    order.postponed(List.of(chat("1")), 0);
    assertThat(order.isHeldBack(answer("2"), 1)).isFalse();
  }

  @Test
  void whatIsNotSentAgainHoldsBackForALimitedTime() {
    order.postponed(List.of(chat("1")), 0);
    assertThat(order.isHeldBack(chat("2"), SendOrder.HOLD_MAX.toNanos())).isTrue();
    assertThat(order.isHeldBack(chat("2"), SendOrder.HOLD_MAX.toNanos() + 1)).isFalse();
  }
}
