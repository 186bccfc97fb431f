package org.holdline.transfer.entity;

import static org.holdline.problem.entity.DatabaseGate.pass;

import jakarta.persistence.EntityManager;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.UUID;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;

/** Statements that no entity stands for, in the transaction of the caller. */
final class Jdbc {
  private static final int TIMEOUT_S = 5;

  private final EntityManager entities;

  Jdbc(EntityManager entities) {
    this.entities = entities;
  }

  /** Something to do with a prepared statement. */
  interface Work<T> {
    T with(PreparedStatement statement) throws SQLException;
  }

  /** What entities have changed is written before. */
  <T> T run(String sql, Work<T> work) {
    return pass(() -> {
      if (entities.isJoinedToTransaction()) {
        entities.flush();
      }
      return entities
          .unwrap(Session.class)
          .doReturningWork(connection -> run(connection, sql, work));
    });
  }

  /**
   * Does not read tables whole. While they look empty PostgreSQL plans to do so, in a join for each
   * row anew, and keeps to that plan when they have grown.
   */
  <T> T byKeys(String sql, Work<T> work) {
    turnOff("enable_seqscan");
    return run(sql, work);
  }

  /** A setting, until the end of the transaction. */
  void turnOff(String setting) {
    run("SET LOCAL " + setting + " TO off", PreparedStatement::execute);
  }

  private static <T> T run(Connection connection, String sql, Work<T> work) throws SQLException {
    try (var statement = connection.prepareStatement(sql)) {
      statement.setQueryTimeout(TIMEOUT_S);
      return work.with(statement);
    }
  }

  /** One that needs nothing but the id of a content. */
  int update(String sql, UUID content) {
    return run(
        sql,
        statement -> {
          statement.setObject(1, content);
          return statement.executeUpdate();
        });
  }

  static void array(PreparedStatement statement, int index, String type, Object[] values)
      throws SQLException {
    statement.setArray(index, statement.getConnection().createArrayOf(type, values));
  }

  static void time(PreparedStatement statement, int index, @Nullable Instant time)
      throws SQLException {
    statement.setObject(index, time == null ? null : time.atOffset(ZoneOffset.UTC));
  }

  static @Nullable Instant findTime(ResultSet row, int index) throws SQLException {
    var time = row.getObject(index, OffsetDateTime.class);
    return time == null ? null : time.toInstant();
  }
}
