package org.holdline.problem.entity;

import java.sql.SQLException;
import java.util.function.Supplier;
import org.hibernate.JDBCException;
import org.hibernate.exception.JDBCConnectionException;
import org.jspecify.annotations.Nullable;

/**
 * Turns "the database is out of reach" into a refusal that may be tried again; the rest stays a
 * fault.
 */
public final class DatabaseGate {
  private DatabaseGate() {}

  /**
   * Runs work on the database.
   *
   * @throws UnavailableException {@code database_unavailable}; whether the work was done is unknown
   */
  public static <T> T pass(Supplier<T> work) {
    try {
      return work.get();
    } catch (RuntimeException e) {
      throw isAway(e) ? unavailable(e) : e;
    }
  }

  private static UnavailableException unavailable(RuntimeException cause) {
    return new UnavailableException(
        "database_unavailable", "The message history is out of reach", cause);
  }

  private static boolean isAway(@Nullable Throwable e) {
    for (var cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof JDBCConnectionException
          || (cause instanceof SQLException sql && isAway(sql.getSQLState()))
          || (cause instanceof JDBCException
              && cause.getMessage() != null
              && cause.getMessage().contains("acquire JDBC Connection"))) {
        return true;
      }
    }
    return false;
  }

  /**
   * Classes 08 connection, 57 operator intervention, 53 insufficient resources; the pool gives
   * none.
   */
  private static boolean isAway(@Nullable String sqlState) {
    return sqlState != null
        && (sqlState.startsWith("08") || sqlState.startsWith("57") || sqlState.startsWith("53"));
  }
}
