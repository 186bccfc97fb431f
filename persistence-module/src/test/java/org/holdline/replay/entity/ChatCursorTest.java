package org.holdline.replay.entity;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChatCursorTest {
  @Test
  void itsTextLeadsBackToIt() {
    var cursor = new ChatCursor(Instant.parse("2026-11-21T09:00:00.123456Z"), "e.1", 42);
    assertThat(ChatCursor.parse(cursor.text())).contains(cursor);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "%%%", "MS4yLg", "Li4u", "LTEuMS5lMQ", "MS4xLgA"})
  void anythingElseIsNone(String text) {
    assertThat(ChatCursor.parse(text)).isEmpty();
  }
}
