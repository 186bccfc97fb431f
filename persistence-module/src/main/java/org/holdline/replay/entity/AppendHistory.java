package org.holdline.replay.entity;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Writes messages with one statement, column by column, which costs the database a fraction of one
 * statement a message; those that are there already stay as they are.
 */
final class AppendHistory {
  private static final int TIMEOUT_S = 5;
  private static final String SQL =
      """
      INSERT INTO history_message (room_id, epoch, sequence, previous_sequence, type,
        sender_user_id, sender_session_id, target_user_id, target_session_id, body, sent_at)
      SELECT * FROM unnest(?::text[], ?::text[], ?::bigint[], ?::bigint[], ?::text[],
        ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::timestamptz[])
      ON CONFLICT DO NOTHING
      """;

  private final Connection connection;
  private final PreparedStatement insert;
  private final List<HistoryMessage> messages;
  private int columns;

  private AppendHistory(
      Connection connection, PreparedStatement insert, List<HistoryMessage> messages) {
    this.connection = connection;
    this.insert = insert;
    this.messages = messages;
  }

  static void execute(Connection connection, List<HistoryMessage> messages) throws SQLException {
    try (var insert = connection.prepareStatement(SQL)) {
      insert.setQueryTimeout(TIMEOUT_S);
      new AppendHistory(connection, insert, messages).bind();
      insert.executeUpdate();
    } catch (SQLException e) {
      // the driver's own text quotes the values, and what people write is nothing for a log
      throw new SQLException("history was not written", e.getSQLState(), e.getErrorCode());
    }
  }

  private void bind() throws SQLException {
    texts(each -> each.room().value());
    texts(HistoryMessage::epoch);
    numbers(HistoryMessage::sequence);
    numbers(HistoryMessage::previousSequence);
    texts(HistoryMessage::type);
    texts(each -> each.parties().sender());
    texts(each -> each.parties().senderSession());
    texts(each -> each.parties().target());
    texts(each -> each.parties().targetSession());
    texts(HistoryMessage::body);
    texts(HistoryMessage::sentAt);
  }

  private void texts(Function<HistoryMessage, @Nullable Object> value) throws SQLException {
    var all = new @Nullable String[messages.size()];
    for (int i = 0; i < all.length; i++) {
      var each = value.apply(messages.get(i));
      all[i] = each == null ? null : each.toString();
    }
    insert.setArray(++columns, connection.createArrayOf("text", all));
  }

  private void numbers(Function<HistoryMessage, Long> value) throws SQLException {
    var all = messages.stream().map(value).toArray(Long[]::new);
    insert.setArray(++columns, connection.createArrayOf("bigint", all));
  }
}
