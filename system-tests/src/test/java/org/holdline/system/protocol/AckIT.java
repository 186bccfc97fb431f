package org.holdline.system.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.holdline.system.stage.OnStage;
import org.holdline.system.stage.Stage;
import org.holdline.system.wire.Doors;
import org.holdline.system.wire.Figures;
import org.holdline.system.wire.RoomSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a client says it has received is believed only as far as it can be true. */
@OnStage
class AckIT {
  private final Stage stage;
  private final Doors doors;
  private final String room = Doors.newRoom();
  private final RoomSocket ada;

  AckIT(Stage stage) {
    this.stage = stage;
    doors = new Doors(stage.direct());
    ada = doors.enter(room, stage.token("ada"));
  }

  @AfterEach
  void end() {
    ada.close();
  }

  private long say(String text) {
    return ada.awaitAck(ada.say(text)).getJsonNumber("sequence").longValue();
  }

  /** Comes back without a word on where it stands: the server goes by what was acknowledged. */
  private RoomSocket resume(RoomSocket before) {
    return doors.enter(
        room,
        stage.token("alan"),
        Map.of("client_id", before.clientId(), "resume_token", before.resumeToken()));
  }

  private static void ack(RoomSocket socket, String sequence, String epoch) {
    socket.sendFrame(
        "{\"type\":\"ack\",\"id\":\"ack-1\",\"payload\":{\"sequence\":%s,\"epoch\":\"%s\"}}"
            .formatted(sequence, epoch));
  }

  private double ignored(Figures before, String reason) {
    return Figures.of(doors, stage.token("ada"))
        .since(before, "holdline_acks_ignored_total{reason=\"" + reason + "\"}");
  }

  @Test
  void whoNeverAcknowledgesGetsEverythingSinceHeCameAgain() {
    try (var alan = doors.enter(room, stage.token("alan"))) {
      say("one");
      alan.settle(say("two"));
      alan.cut();
      try (var again = resume(alan)) {
        again.settle(say("three"));
        assertThat(again.said()).containsExactly("one", "two", "three");
        assertThat(again.await("reconnection-detected").getBoolean("truncated")).isFalse();
        again.cut();
        try (var third = resume(again)) {
          third.settle(third.sequence());
          assertThat(third.joined().getBoolean("resumed")).isTrue();
        }
      }
    }
  }

  @Test
  void anAckOfTheFutureOrOfAnotherEpochMovesNothingAndIsCounted() {
    var before = Figures.of(doors, stage.token("ada"));
    try (var alan = doors.enter(room, stage.token("alan"))) {
      long top = say("heard");
      alan.settle(top);
      ack(alan, Long.toString(top + 1), alan.epoch());
      ack(alan, Long.toString(Long.MAX_VALUE), alan.epoch());
      ack(alan, Long.toString(top), "another-epoch");
      alan.settle(top);
      assertThat(ignored(before, "future")).isGreaterThanOrEqualTo(2);
      assertThat(ignored(before, "epoch")).isPositive();
      assertThat(alan.received("error")).isEmpty();
      alan.cut();
      long next = say("not heard");
      try (var again = resume(alan)) {
        again.settle(next);
        assertThat(again.said()).containsExactly("heard", "not heard");
        assertThat(again.await("reconnection-detected").getBoolean("truncated")).isFalse();
      }
    }
  }

  @Test
  void anAckBehindAnEarlierOneMovesNothingBack() {
    try (var alan = doors.enter(room, stage.token("alan"))) {
      long first = say("first");
      long second = say("second");
      alan.settle(second);
      alan.acknowledge(second);
      alan.acknowledge(first);
      alan.settle(second);
      alan.cut();
      try (var again = resume(alan)) {
        again.settle(second);
        assertThat(again.said()).isEmpty();
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"-1", "1.5", "1e400", "9223372036854775808", "\"7\"", "true", "[]", "null"})
  void whatIsNoPositionIsRefusedAndTheConversationGoesOn(String sequence) {
    try (var alan = doors.enter(room, stage.token("alan"))) {
      ack(alan, sequence, alan.epoch());
      assertThat(alan.awaitError("ack-1").getString("code")).isEqualTo("invalid_payload");
      alan.settle(say("after"));
      assertThat(alan.said()).containsExactly("after");
    }
  }
}
