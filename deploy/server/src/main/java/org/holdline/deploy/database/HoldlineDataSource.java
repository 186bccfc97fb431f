package org.holdline.deploy.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * PostgreSQL at {@code holdline.database.url}, with short waits: a database that is away is told
 * within seconds.
 *
 * <p>It reads its settings itself, as system properties or environment variables, because a boot
 * command file pastes values into a command line, where a colon, quote or space in a password
 * breaks it, and writes them to the log.
 */
public final class HoldlineDataSource extends PGSimpleDataSource {
  private static final int CONNECT_SECONDS = 2;
  private static final int SIGN_IN_SECONDS = 3;

  /**
   * For the first connection: the driver's classes are still being loaded, on a machine that is
   * busy starting.
   */
  private static final int FIRST_SIGN_IN_SECONDS = 30;

  private static final int ANSWER_SECONDS = 5;
  private static final AtomicBoolean REACHED = new AtomicBoolean();

  /** Called by the connection pool. */
  public HoldlineDataSource() {
    setUrl(setting("holdline.database.url", "jdbc:postgresql://127.0.0.1:5432/holdline"));
    setUser(setting("holdline.database.user", "holdline"));
    setPassword(setting("holdline.database.password", ""));
    setApplicationName("holdline");
    setConnectTimeout(CONNECT_SECONDS);
    setLoginTimeout(REACHED.get() ? SIGN_IN_SECONDS : FIRST_SIGN_IN_SECONDS);
    setSocketTimeout(ANSWER_SECONDS);
    setTcpKeepAlive(true);
    // A batch of inserts then costs the database a fraction of its single statements.
    setReWriteBatchedInserts(true);
  }

  @Override
  public Connection getConnection(@Nullable String user, @Nullable String password)
      throws SQLException {
    var connection = super.getConnection(user, password);
    REACHED.set(true);
    setLoginTimeout(SIGN_IN_SECONDS);
    return connection;
  }

  private static String setting(String key, String otherwise) {
    var property = System.getProperty(key);
    if (property != null) {
      return property;
    }
    var variable = System.getenv(key.replace('.', '_').toUpperCase(Locale.ROOT));
    return variable != null ? variable : otherwise;
  }
}
