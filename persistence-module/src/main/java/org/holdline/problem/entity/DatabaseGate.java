package org.holdline.problem.entity;

import jakarta.ejb.EJBException;
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

  /**
   * Runs a transaction: a database that goes away at the commit shows as the container's exception.
   *
   * @throws UnavailableException {@code database_unavailable}; whether the work was done is unknown
   */
  public static <T> T commit(Supplier<T> transaction) {
    try {
      return transaction.get();
    } catch (EJBException e) {
      throw isRefusal(e) ? e : unavailable(e);
    }
  }

  /** The same for one that answers nothing. */
  public static void commit(Runnable transaction) {
    commit(() -> {
      transaction.run();
      return true;
    });
  }

  private static UnavailableException unavailable(RuntimeException cause) {
    return new UnavailableException("database_unavailable", "The database is out of reach", cause);
  }

  /** Classes 22 data exception, 23 integrity: the same again would be refused again. */
  private static boolean isRefusal(@Nullable Throwable e) {
    for (var cause = e; cause != null; cause = cause.getCause()) {
      var state = cause instanceof SQLException sql ? sql.getSQLState() : null;
      if (state != null && (state.startsWith("22") || state.startsWith("23"))) {
        return true;
      }
    }
    return false;
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
