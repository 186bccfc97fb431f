package org.holdline.platform.entity;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;

/** Inserts many rows in one batch. */
public final class BatchInsert {
  private static final int TIMEOUT_S = 5;

  private BatchInsert() {}

  /** Sets the parameters of the statement for one row. */
  @FunctionalInterface
  public interface Binding<T> {
    void bind(PreparedStatement insert, T row) throws SQLException;
  }

  public static <T> void execute(
      Connection connection, String sql, List<T> rows, Binding<T> binding) throws SQLException {
    try (var insert = connection.prepareStatement(sql)) {
      insert.setQueryTimeout(TIMEOUT_S);
      for (var row : rows) {
        binding.bind(insert, row);
        insert.addBatch();
      }
      insert.executeBatch();
    }
  }
}
