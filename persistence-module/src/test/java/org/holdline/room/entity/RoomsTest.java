package org.holdline.room.entity;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import org.holdline.platform.entity.TestDatabase;
import org.junit.jupiter.api.Test;

class RoomsTest {
  private static final RoomId ROOM = new RoomId("standup");
  private static final Instant FIRST = Instant.parse("2026-11-21T09:00:00Z");

  @Test
  void aRoomOpensOnceAndIsActiveAsLateAsAnybodySaid() {
    try (var database = new TestDatabase()) {
      assertThat(find(database)).isEmpty();
      markActive(database, FIRST);
      markActive(database, FIRST.plusSeconds(60));
      markActive(database, FIRST.plusSeconds(30));
      var room = find(database).orElseThrow();
      assertThat(room.id()).isEqualTo(ROOM);
      assertThat(room.openedAt()).isEqualTo(FIRST);
      assertThat(room.lastActiveAt()).isEqualTo(FIRST.plusSeconds(60));
    }
  }

  private static Optional<Room> find(TestDatabase database) {
    return database.inTransaction(e -> new Rooms(e).find(ROOM));
  }

  private static void markActive(TestDatabase database, Instant at) {
    database.inTransaction(e -> {
      new Rooms(e).markActive(ROOM, at);
      return ROOM;
    });
  }
}
