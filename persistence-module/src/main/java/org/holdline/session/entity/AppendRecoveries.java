package org.holdline.session.entity;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.ZoneOffset;
import java.util.List;
import org.holdline.platform.entity.BatchInsert;
import org.jspecify.annotations.Nullable;

/** Writes records in one batch; those that are there already stay as they are. */
final class AppendRecoveries {
  private static final String SQL =
      """
      INSERT INTO recovery_record (session_id, generation, room_id, user_id, cause, away_ms,
        asked_epoch, asked_sequence, epoch, from_sequence, to_sequence, replayed, outcome,
        missing_from, missing_to, took_ms, node, resumed_at)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT DO NOTHING
      """;

  private AppendRecoveries() {}

  static void execute(Connection connection, List<RecoveryRecord> records) throws SQLException {
    BatchInsert.execute(connection, SQL, records, AppendRecoveries::bind);
  }

  private static void bind(PreparedStatement insert, RecoveryRecord each) throws SQLException {
    var key = each.key();
    var facts = each.facts();
    insert.setString(1, key.sessionId());
    insert.setLong(2, key.generation());
    insert.setString(3, facts.roomId());
    insert.setString(4, facts.userId());
    insert.setString(5, facts.cause());
    insert.setLong(6, facts.awayMillis());
    insert.setString(7, facts.askedEpoch());
    insert.setLong(8, facts.askedSequence());
    insert.setString(9, facts.epoch());
    insert.setLong(10, facts.fromSequence());
    insert.setLong(11, facts.toSequence());
    insert.setInt(12, facts.replayed());
    insert.setString(13, facts.outcome());
    bindNumber(insert, 14, facts.missingFrom());
    bindNumber(insert, 15, facts.missingTo());
    bindNumber(insert, 16, facts.tookMillis());
    insert.setString(17, facts.node());
    insert.setObject(18, facts.resumedAt().atOffset(ZoneOffset.UTC));
  }

  private static void bindNumber(PreparedStatement insert, int index, @Nullable Long number)
      throws SQLException {
    if (number == null) {
      insert.setNull(index, Types.BIGINT);
    } else {
      insert.setLong(index, number);
    }
  }
}
