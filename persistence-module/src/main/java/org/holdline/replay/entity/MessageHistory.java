package org.holdline.replay.entity;

import static org.holdline.problem.entity.DatabaseGate.pass;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.List;
import org.holdline.platform.entity.Insert;
import org.holdline.room.entity.RoomId;

/** The durable messages of all rooms. Calls that write need a transaction. */
@Dependent
public class MessageHistory {
  /** How many {@link #deleteBefore} takes at once, so that its transaction stays short. */
  public static final int DELETE_MAX = 10_000;

  private static final Insert<HistoryMessage> INSERT =
      Insert.<HistoryMessage>into("history_message")
          .text("room_id", HistoryMessage::room)
          .text("epoch", HistoryMessage::epoch)
          .number("sequence", HistoryMessage::sequence)
          .number("previous_sequence", HistoryMessage::previousSequence)
          .text("type", HistoryMessage::type)
          .text("sender_user_id", each -> each.parties().sender())
          .text("sender_session_id", each -> each.parties().senderSession())
          .text("target_user_id", each -> each.parties().target())
          .text("target_session_id", each -> each.parties().targetSession())
          .text("body", HistoryMessage::body)
          .moment("sent_at", HistoryMessage::sentAt);

  private final EntityManager entities;

  @Inject
  public MessageHistory(EntityManager entities) {
    this.entities = entities;
  }

  /** Adds what is not there yet; may be repeated and reordered. */
  public void addAll(List<HistoryMessage> messages) {
    pass(() -> {
      INSERT.add(entities, messages);
      return messages.size();
    });
  }

  /**
   * Those with a sequence in ({@code afterSequence}, {@code upToSequence}], the first {@code
   * limit}, ascending.
   */
  public List<HistoryMessage> range(
      RoomId room, String epoch, long afterSequence, long upToSequence, int limit) {
    return pass(() ->
        entities
            .createQuery(
                """
                SELECT m FROM HistoryMessage m
                WHERE m.key.roomId = :room AND m.key.epoch = :epoch
                  AND m.key.sequence > :after AND m.key.sequence <= :upTo
                ORDER BY m.key.sequence
                """,
                HistoryMessage.class)
            .setParameter("room", room.value())
            .setParameter("epoch", epoch)
            .setParameter("after", afterSequence)
            .setParameter("upTo", upToSequence)
            .setMaxResults(limit)
            .getResultList());
  }

  /** The newest sequence kept of that epoch, 0 when there is none. */
  public long lastSequence(RoomId room, String epoch) {
    return pass(() ->
        entities
            .createQuery(
                """
                SELECT coalesce(max(m.key.sequence), 0) FROM HistoryMessage m
                WHERE m.key.roomId = :room AND m.key.epoch = :epoch
                """,
                Long.class)
            .setParameter("room", room.value())
            .setParameter("epoch", epoch)
            .getSingleResult());
  }

  /**
   * Deletes up to {@link #DELETE_MAX} of those sent before; answers how many, so call until fewer.
   */
  public int deleteBefore(Instant instant) {
    return pass(() ->
        entities
            .createNativeQuery(
                """
                DELETE FROM history_message WHERE ctid IN (
                  SELECT ctid FROM history_message WHERE sent_at < :instant LIMIT :limit)
                """)
            .setParameter("instant", instant)
            .setParameter("limit", DELETE_MAX)
            .executeUpdate());
  }

  /** The same for all messages of a room. */
  public int deleteOf(RoomId room) {
    return pass(() ->
        entities
            .createNativeQuery(
                """
                DELETE FROM history_message WHERE ctid IN (
                  SELECT ctid FROM history_message WHERE room_id = :room LIMIT :limit)
                """)
            .setParameter("room", room.value())
            .setParameter("limit", DELETE_MAX)
            .executeUpdate());
  }
}
