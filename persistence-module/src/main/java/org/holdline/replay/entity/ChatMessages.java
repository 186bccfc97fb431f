package org.holdline.replay.entity;

import static org.holdline.problem.entity.DatabaseGate.pass;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.hibernate.Session;
import org.holdline.room.entity.RoomId;

/** What was said in the rooms, and what was changed of it. */
@Dependent
public class ChatMessages {
  private static final ChatCursor END =
      new ChatCursor(Instant.parse("9999-01-01T00:00:00Z"), "", 0);

  private static final String MEANT_FOR_READER =
      """
      SELECT m.* FROM history_message m
      WHERE m.room_id = :room AND m.type = 'chat-message'
        AND (m.sent_at, m.epoch, m.sequence) < (:sentAt, :epoch, :sequence)
        AND (m.sender_user_id = :reader OR m.target_user_id = :reader
          OR (m.target_user_id IS NULL AND m.target_session_id IS NULL))
      """;

  private static final String SINCE =
      """
        AND m.epoch = :sinceEpoch AND m.sequence > :sinceSequence
      """;

  /** By what a message says now: not before it was edited, not after it was deleted. */
  private static final String SAYING =
      """
        AND m.message_id IN (
          SELECT v.message_id FROM history_message v
          WHERE v.room_id = :room AND v.words @@ websearch_to_tsquery('simple', :words)
            AND NOT EXISTS (
              SELECT 1 FROM history_message c
              WHERE c.room_id = v.room_id AND c.message_id = v.message_id
                AND (c.type = 'chat-delete' OR (c.type = 'chat-edit'
                  AND (c.sent_at, c.epoch, c.sequence) > (v.sent_at, v.epoch, v.sequence)))))
      """;

  private static final String NEWEST_FIRST =
      """
      ORDER BY m.sent_at DESC, m.epoch DESC, m.sequence DESC
      """;

  private final EntityManager entities;

  @Inject
  public ChatMessages(EntityManager entities) {
    this.entities = entities;
  }

  /** Messages that the reader may see (to everybody, to him, from him), newest first. */
  public List<HistoryMessage> find(ChatQuery query) {
    var end = query.before() == null ? END : query.before();
    var since = query.since();
    var words = query.words();
    var sql =
        MEANT_FOR_READER
            + (since == null ? "" : SINCE)
            + (words == null ? "" : SAYING)
            + NEWEST_FIRST;
    return pass(() -> {
      var found =
          entities
              .unwrap(Session.class)
              .createNativeQuery(sql, HistoryMessage.class)
              .setParameter("room", query.room().value())
              .setParameter("reader", query.reader().value())
              .setParameter("sentAt", end.sentAt())
              .setParameter("epoch", end.epoch())
              .setParameter("sequence", end.sequence())
              .setMaxResults(query.limit());
      if (since != null) {
        found
            .setParameter("sinceEpoch", since.epoch())
            .setParameter("sinceSequence", since.sequence());
      }
      if (words != null) {
        found.setParameter("words", words);
      }
      return found.getResultList();
    });
  }

  /** What speaks of one of these messages: itself, its edits, its deletion; oldest first. */
  public List<HistoryMessage> about(RoomId room, Collection<String> messageIds) {
    return pass(() ->
        entities
            .createQuery(
                """
                SELECT m FROM HistoryMessage m
                WHERE m.key.roomId = :room AND m.messageId IN :ids
                ORDER BY m.sentAt, m.key.epoch, m.key.sequence
                """,
                HistoryMessage.class)
            .setParameter("room", room.value())
            .setParameter("ids", messageIds)
            .getResultList());
  }
}
