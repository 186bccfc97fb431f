package org.holdline.deploy.launcher.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.holdline.deploy.launcher.files.Secret;
import org.holdline.deploy.launcher.process.Ports;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostgresServerTest {
  @Test
  void whatWasCommittedSurvivesAKilledServer(@TempDir Path directory) throws Exception {
    var settings = PostgresSettings.durable(directory, Ports.free(), new Secret("it's"));
    var first = PostgresServer.start(settings);
    execute(first, "create table room (id text); insert into room values ('standup')");

    first.kill();

    assertThat(first.isAlive()).isFalse();
    try (var second = PostgresServer.start(settings)) {
      execute(second, "insert into room select 'again' from room");
      assertThatThrownBy(
              () -> DriverManager.getConnection(second.jdbcUrl(), "postgres", "guessed").close())
          .isInstanceOf(SQLException.class)
          .hasMessageContaining("password");
    }
  }

  @Test
  void aServerLeftBehindIsFoundByItsDataFolder(@TempDir Path directory) throws Exception {
    var settings = fast(directory);
    try (var left = PostgresServer.start(settings)) {
      PostgresServer.stopLeftover(settings);

      assertThat(left.isAlive()).isFalse();
    }
  }

  private static PostgresSettings fast(Path directory) {
    return PostgresSettings.fast(directory, Ports.free(), new Secret("test"));
  }

  private static void execute(PostgresServer server, String sql) throws SQLException {
    try (var connection =
            DriverManager.getConnection(
                server.jdbcUrl(), PostgresServer.USER, server.settings().password().value());
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
