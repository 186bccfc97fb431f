package org.holdline.analytics.entity;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.ZoneOffset;
import java.util.List;
import org.holdline.analytics.entity.RoomEvent.Facts;
import org.holdline.platform.entity.BatchInsert;

/** Writes events in one batch; those that are there already stay as they are. */
final class AppendEvents {
  private static final String SQL =
      """
      INSERT INTO analytics_event (room_id, id, type, happened_at, epoch, sequence, user_id, said,
        session_id, state, speaking, screen_sharing, hand_raised, away_ms, took_ms, detail)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT DO NOTHING
      """;

  private AppendEvents() {}

  static void execute(Connection connection, List<RoomEvent> events) throws SQLException {
    BatchInsert.execute(connection, SQL, events, AppendEvents::bind);
  }

  private static void bind(PreparedStatement insert, RoomEvent event) throws SQLException {
    insert.setString(1, event.room().value());
    insert.setString(2, event.id());
    insert.setString(3, event.type());
    insert.setObject(4, event.at().atOffset(ZoneOffset.UTC));
    insert.setString(5, event.epoch());
    insert.setLong(6, event.sequence());
    insert.setString(7, event.user() == null ? null : event.user().value());
    insert.setBoolean(8, event.facts() instanceof Facts.Said);
    insert.setNull(9, Types.VARCHAR);
    insert.setNull(10, Types.VARCHAR);
    for (int flag = 11; flag <= 13; flag++) {
      insert.setNull(flag, Types.BOOLEAN);
    }
    insert.setNull(14, Types.BIGINT);
    insert.setNull(15, Types.BIGINT);
    insert.setNull(16, Types.VARCHAR);
    bind(insert, event.facts());
  }

  private static void bind(PreparedStatement insert, Facts facts) throws SQLException {
    switch (facts) {
      case Facts.Said said -> {
        insert.setString(9, said.session());
        insert.setString(16, said.detail());
      }
      case Facts.Told told -> insert.setString(16, told.detail());
      case Facts.Entry entry -> {
        insert.setString(9, entry.session());
        insert.setString(10, entry.state());
        insert.setBoolean(11, entry.speaking());
        insert.setBoolean(12, entry.screenSharing());
        insert.setBoolean(13, entry.handRaised());
      }
      case Facts.Resumed resumed -> {
        insert.setString(9, resumed.session());
        insert.setLong(14, resumed.awayMillis());
        insert.setObject(15, resumed.tookMillis(), Types.BIGINT);
        insert.setString(16, resumed.outcome());
      }
    }
  }
}
