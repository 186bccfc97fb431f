package org.holdline.deploy.database;

import java.util.Locale;
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
  private static final int ANSWER_SECONDS = 5;

  /** Called by the connection pool. */
  public HoldlineDataSource() {
    setUrl(setting("holdline.database.url", "jdbc:postgresql://127.0.0.1:5432/holdline"));
    setUser(setting("holdline.database.user", "holdline"));
    setPassword(setting("holdline.database.password", ""));
    setApplicationName("holdline");
    setConnectTimeout(CONNECT_SECONDS);
    setLoginTimeout(CONNECT_SECONDS);
    setSocketTimeout(ANSWER_SECONDS);
    setTcpKeepAlive(true);
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
