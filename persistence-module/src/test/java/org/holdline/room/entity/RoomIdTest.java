package org.holdline.room.entity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.holdline.problem.entity.ProblemException;
import org.junit.jupiter.api.Test;

class RoomIdTest {
  @Test
  void noClientCanAskForTheRoomOfANode() {
    var room = RoomId.ofNode("canary-1");
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> RoomId.of(room.value()))
        .satisfies(refusal -> assertThat(refusal.code()).isEqualTo("invalid_room_id"));
  }

  @Test
  void aNameIsOfTheFormAndNothingElse() {
    assertThat(RoomId.of("a-Z_9").value()).isEqualTo("a-Z_9");
    for (var text : new String[] {"", "~", "~~a", "a~", "a b", "{a}", "a".repeat(101)}) {
      assertThatIllegalArgumentException().isThrownBy(() -> new RoomId(text));
    }
  }
}
