package org.holdline.room.entity;

import static org.holdline.problem.entity.DatabaseGate.pass;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.Optional;

/** The rooms that have ever been entered. Calls that write need a transaction. */
@Dependent
public class Rooms {
  private final EntityManager entities;

  @Inject
  public Rooms(EntityManager entities) {
    this.entities = entities;
  }

  /**
   * Remembers that somebody is in the room; the first time opens it. May be repeated and reordered.
   */
  public void markActive(RoomId room, Instant at) {
    pass(() ->
        entities
            .createNativeQuery(
                """
                INSERT INTO room (id, opened_at, last_active_at) VALUES (:id, :at, :at)
                ON CONFLICT (id) DO UPDATE
                SET last_active_at = greatest(room.last_active_at, excluded.last_active_at)
                """)
            .setParameter("id", room.value())
            .setParameter("at", at)
            .executeUpdate());
  }

  public Optional<Room> find(RoomId room) {
    return pass(() -> Optional.ofNullable(entities.find(Room.class, room.value())));
  }
}
