package org.holdline.deploy.launcher.postgres;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.SQLException;
import org.holdline.deploy.launcher.files.PrivateFiles;

/** The users of the server and its database: a new server trusts everybody on this machine. */
final class Accounts {
  private static final String PASSWORDS_ONLY =
      """
      # written by Holdline
      host all all 127.0.0.1/32 scram-sha-256
      """;

  private final EmbeddedPostgres server;
  private final PostgresSettings settings;

  Accounts(EmbeddedPostgres server, PostgresSettings settings) {
    this.server = server;
    this.settings = settings;
  }

  /** May be repeated. */
  void prepare() throws SQLException, IOException {
    try (var connection = server.getPostgresDatabase().getConnection()) {
      if (!exists(connection, "select 1 from pg_roles where rolname = 'holdline'")) {
        execute(connection, "create role holdline login");
      }
      if (!exists(connection, "select 1 from pg_database where datname = 'holdline'")) {
        execute(connection, "create database holdline owner holdline");
      }
      setPassword(connection, "holdline");
      setPassword(connection, "postgres");
      requirePasswords(connection);
    }
  }

  private void requirePasswords(Connection connection) throws SQLException, IOException {
    var rules = settings.data().resolve("pg_hba.conf");
    if (!Files.readString(rules).equals(PASSWORDS_ONLY)) {
      PrivateFiles.write(rules, PASSWORDS_ONLY);
      execute(connection, "select pg_reload_conf()");
    }
  }

  private void setPassword(Connection connection, String role) throws SQLException {
    var quoted = settings.password().value().replace("'", "''");
    execute(connection, "alter role %s password '%s'".formatted(role, quoted));
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static boolean exists(Connection connection, String query) throws SQLException {
    try (var statement = connection.createStatement();
        var rows = statement.executeQuery(query)) {
      return rows.next();
    }
  }
}
