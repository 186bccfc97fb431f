package org.holdline.audit.entity;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.List;
import org.holdline.platform.entity.BatchInsert;

/** Writes decisions in one batch; those that are there already stay as they are. */
final class AppendAudit {
  private static final String SQL =
      """
      INSERT INTO audit_event (id, room_id, actor_id, action, target_id, before_change,
        after_change, happened_at)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT DO NOTHING
      """;

  private AppendAudit() {}

  static void execute(Connection connection, List<AuditRecord> records) throws SQLException {
    BatchInsert.execute(connection, SQL, records, AppendAudit::bind);
  }

  private static void bind(PreparedStatement insert, AuditRecord each) throws SQLException {
    var facts = each.facts();
    insert.setObject(1, each.id());
    insert.setString(2, facts.roomId());
    insert.setString(3, facts.actorId());
    insert.setString(4, facts.action());
    insert.setString(5, facts.targetId());
    insert.setString(6, facts.before());
    insert.setString(7, facts.after());
    insert.setObject(8, facts.at().atOffset(ZoneOffset.UTC));
  }
}
