package org.holdline.deploy.launcher.postgres;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import org.holdline.deploy.launcher.files.Cache;
import org.holdline.deploy.launcher.process.Part;
import org.holdline.deploy.launcher.process.Processes;
import org.holdline.deploy.launcher.process.StartException;

/** A running PostgreSQL with the application's database, user {@code holdline}, on 127.0.0.1. */
public final class PostgresServer implements Part {
  public static final String USER = "holdline";
  private static final String DATABASE = "holdline";
  private static final Duration START_LIMIT = Duration.ofSeconds(60);
  private static final Duration STOP_LIMIT = Duration.ofSeconds(20);

  private final PostgresSettings settings;
  private final EmbeddedPostgres server;
  private final ProcessHandle process;

  private PostgresServer(
      PostgresSettings settings, EmbeddedPostgres server, ProcessHandle process) {
    this.settings = settings;
    this.server = server;
    this.process = process;
  }

  /**
   * Stops what an earlier run left behind on the same data, starts, and makes user and database.
   */
  public static PostgresServer start(PostgresSettings settings) {
    var postmaster = new PostmasterFile(settings.data());
    postmaster.stopLeftover(STOP_LIMIT);
    try {
      Files.createDirectories(settings.directory());
      var server = boot(settings);
      new Accounts(server, settings).prepare();
      return new PostgresServer(settings, server, postmaster.process().orElseThrow());
    } catch (IOException | SQLException | RuntimeException e) {
      postmaster.stopLeftover(STOP_LIMIT);
      throw new StartException(reason(settings, e), e);
    }
  }

  /** Ends a server that an earlier run left behind on the same data. */
  public static void stopLeftover(PostgresSettings settings) {
    new PostmasterFile(settings.data()).stopLeftover(STOP_LIMIT);
  }

  private static EmbeddedPostgres boot(PostgresSettings settings) throws IOException {
    var log = ProcessBuilder.Redirect.appendTo(settings.log().toFile());
    var builder =
        EmbeddedPostgres.builder()
            .setRegisterShutdownHook(false)
            .setOverrideWorkingDirectory(binaries().toFile())
            .setDataDirectory(settings.data())
            .setCleanDataDirectory(false)
            .setPort(settings.port())
            .setLocaleConfig("locale", locale())
            .setPGStartupWait(START_LIMIT)
            .setConnectConfig("password", settings.password().value())
            .setOutputRedirector(log)
            .setErrorRedirector(log);
    settings.serverSettings().forEach(builder::setServerConfig);
    return builder.start();
  }

  /** One that knows all letters, whatever the environment says: search does not mind their case. */
  private static String locale() {
    boolean isMac = System.getProperty("os.name", "").startsWith("Mac");
    return isMac ? "en_US.UTF-8" : "C.UTF-8";
  }

  private static Path binaries() throws IOException {
    return Files.createDirectories(Cache.directory().resolve("postgresql"));
  }

  private static String reason(PostgresSettings settings, Exception e) {
    var message =
        "PostgreSQL could not be started: %s. Its log: %s"
            .formatted(e.getMessage(), settings.log());
    return String.valueOf(e.getMessage()).contains("initdb")
        ? message
            + ". As root it needs user namespaces: run as another user, or set HOLDLINE_DATABASE_URL"
        : message;
  }

  @Override
  public String name() {
    return "PostgreSQL";
  }

  @Override
  public boolean isAlive() {
    return process.isAlive();
  }

  public PostgresSettings settings() {
    return settings;
  }

  /** Without user and password. */
  public String jdbcUrl() {
    return "jdbc:postgresql://127.0.0.1:%d/%s".formatted(settings.port(), DATABASE);
  }

  /** Ends it without a chance to clean up; {@link #start} with the same settings recovers it. */
  public void kill() {
    Processes.kill(process);
    close();
  }

  /** Needed after its death too: the carrier holds a lock on the data folder until then. */
  @Override
  public void close() {
    try {
      server.close();
    } catch (IOException | RuntimeException notStopped) {
      Processes.stop(process, STOP_LIMIT);
    }
  }
}
