package org.holdline.analytics.entity;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads what happened in a room, the newest before a place. */
final class FindFacts {
  private static final int TIMEOUT_S = 5;
  private static final String[] ALL = {};
  private static final String[] OF_ENTRIES = {"user-joined", "participant-update"};
  private static final String SQL =
      """
      SELECT happened_at, sequence, id, kind, user_id, session_id, lasted_ms, away_ms, took_ms,
        detail
      FROM analytics_fact
      WHERE room_id = ? AND happened_at >= ? AND happened_at < ?
        AND (cardinality(?::varchar[]) = 0 OR type = ANY (?)) AND (? = '' OR kind = ?)
        AND happened_at <= ?
        AND (happened_at, sequence, id, kind) < (?, ?, ?, ?)
      ORDER BY happened_at DESC, sequence DESC, id DESC, kind DESC
      LIMIT ?
      """;

  private FindFacts() {}

  static List<RoomFact> execute(
      Connection connection, FactFilter filter, FactPlace before, int limit) throws SQLException {
    try (var select = connection.prepareStatement(SQL)) {
      select.setQueryTimeout(TIMEOUT_S);
      bind(select, filter);
      select.setObject(8, before.at().atOffset(ZoneOffset.UTC));
      select.setObject(9, before.at().atOffset(ZoneOffset.UTC));
      select.setLong(10, before.sequence());
      select.setString(11, before.id());
      select.setString(12, before.kind());
      select.setInt(13, limit);
      var facts = new ArrayList<RoomFact>();
      try (var rows = select.executeQuery()) {
        while (rows.next()) {
          facts.add(read(rows));
        }
      }
      return facts;
    }
  }

  private static void bind(PreparedStatement select, FactFilter filter) throws SQLException {
    var kind = filter.kind() == null ? "" : filter.kind();
    var types = select.getConnection().createArrayOf("varchar", types(kind));
    select.setString(1, filter.room().value());
    select.setObject(2, filter.from().atOffset(ZoneOffset.UTC));
    select.setObject(3, filter.to().atOffset(ZoneOffset.UTC));
    select.setArray(4, types);
    select.setArray(5, types);
    select.setString(6, kind);
    select.setString(7, kind);
  }

  /** Which rows may mean it: so the others need not be looked at. */
  private static String[] types(String kind) {
    return switch (kind) {
      case "" -> ALL;
      case "joined" -> new String[] {"user-joined"};
      case "left" -> new String[] {"user-left"};
      case "dropped",
          "speaking-started",
          "speaking-stopped",
          "screen-share-started",
          "screen-share-stopped",
          "hand-raised",
          "hand-lowered" ->
          OF_ENTRIES;
      default -> new String[] {kind};
    };
  }

  private static RoomFact read(ResultSet row) throws SQLException {
    var place =
        new FactPlace(at(row), row.getLong("sequence"), row.getString("id"), row.getString("kind"));
    return new RoomFact(
        place,
        row.getString("user_id"),
        row.getString("session_id"),
        number(row, "lasted_ms"),
        number(row, "away_ms"),
        number(row, "took_ms"),
        row.getString("detail"));
  }

  private static Instant at(ResultSet row) throws SQLException {
    return row.getObject("happened_at", OffsetDateTime.class).toInstant();
  }

  private static @Nullable Long number(ResultSet row, String column) throws SQLException {
    return row.getObject(column, Long.class);
  }
}
