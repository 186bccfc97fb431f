package org.holdline.replay.entity;

import java.sql.BatchUpdateException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes messages in one batch; those that are there already stay as they are. */
final class AppendHistory {
  private static final int TIMEOUT_S = 5;
  private static final String SQL =
      """
      INSERT INTO history_message (room_id, epoch, sequence, previous_sequence, type,
        sender_user_id, sender_session_id, target_user_id, target_session_id, body, sent_at)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT DO NOTHING
      """;

  private AppendHistory() {}

  static void execute(Connection connection, List<HistoryMessage> messages) throws SQLException {
    try (var insert = connection.prepareStatement(SQL)) {
      insert.setQueryTimeout(TIMEOUT_S);
      for (var message : messages) {
        bind(insert, message);
        insert.addBatch();
      }
      insert.executeBatch();
    } catch (BatchUpdateException e) {
      // the driver's own text quotes the values, and what people write is nothing for a log
      throw new SQLException("history was not written", e.getSQLState(), e.getErrorCode());
    }
  }

  private static void bind(PreparedStatement insert, HistoryMessage message) throws SQLException {
    insert.setString(1, message.room().value());
    insert.setString(2, message.epoch());
    insert.setLong(3, message.sequence());
    insert.setLong(4, message.previousSequence());
    insert.setString(5, message.type());
    var parties = message.parties();
    bindText(insert, 6, parties.sender());
    bindText(insert, 7, parties.senderSession());
    bindText(insert, 8, parties.target());
    bindText(insert, 9, parties.targetSession());
    insert.setString(10, message.body());
    insert.setObject(11, message.sentAt().atOffset(ZoneOffset.UTC));
  }

  private static void bindText(PreparedStatement insert, int index, @Nullable Object id)
      throws SQLException {
    if (id == null) {
      insert.setNull(index, Types.VARCHAR);
    } else {
      insert.setString(index, id.toString());
    }
  }
}
