package org.holdline.container;

import java.nio.file.Path;
import org.holdline.deploy.launcher.files.Installation;
import org.holdline.deploy.launcher.files.Secret;
import org.holdline.deploy.launcher.postgres.PostgresServer;
import org.holdline.deploy.launcher.postgres.PostgresSettings;
import org.holdline.deploy.launcher.process.Part;
import org.holdline.deploy.launcher.process.Ports;
import org.holdline.deploy.launcher.redis.RedisServer;
import org.holdline.deploy.launcher.redis.RedisSettings;
import org.jspecify.annotations.Nullable;

/** PostgreSQL and Redis for the managed server, and how Arquillian is to start that. */
final class Stores {
  private static final Path DIRECTORY = Path.of("target", "stores").toAbsolutePath();
  private static final Secret PASSWORD = new Secret("container-tests");
  private static final PostgresSettings DATABASE =
      PostgresSettings.fast(DIRECTORY.resolve("postgresql"), Ports.free(), PASSWORD);

  private static @Nullable PostgresServer database;
  private static @Nullable RedisServer redis;

  private Stores() {}

  static void start() {
    var postgres = PostgresServer.start(DATABASE);
    database = postgres;
    try {
      var settings = RedisSettings.fast(DIRECTORY.resolve("redis"), Ports.free(), PASSWORD);
      var store = RedisServer.start(settings);
      redis = store;
      configure(postgres, store);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      stop();
      throw new IllegalStateException("interrupted", e);
    } catch (RuntimeException e) {
      stop();
      throw e;
    }
  }

  /** The adapter separates options at each blank. Without Hazelcast no port but HTTP is open. */
  private static void configure(PostgresServer postgres, RedisServer store) {
    System.setProperty("payara.microJar", Installation.payaraMicroJar().toString());
    System.setProperty("payara.clusterEnabled", "true");
    System.setProperty("payara.randomHttpPort", "false");
    System.setProperty("payara.autoBindHttp", "false");
    System.setProperty(
        "payara.cmdOptions",
        String.join(
            " ",
            "-Xmx512m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Dholdline.http.address=127.0.0.1",
            "-Dholdline.https.address=127.0.0.1",
            "-Dholdline.oidc.issuer=http://127.0.0.1:%d/realms/nobody".formatted(Ports.free()),
            "-Dholdline.database.url=" + postgres.jdbcUrl(),
            "-Dholdline.database.user=" + PostgresServer.USER,
            "-Dholdline.database.password=" + PASSWORD.value(),
            "-Dholdline.redis.url=" + store.url()));
    System.setProperty(
        "payara.extraMicroOptions",
        String.join(
            " ",
            "--nohazelcast",
            "--disablephonehome",
            "--port",
            Integer.toString(Ports.free()),
            "--addlibs",
            Installation.serverLibraries().toString(),
            "--prebootcommandfile",
            Installation.preBootCommands().toString(),
            "--postbootcommandfile",
            Installation.postBootCommands().toString()));
  }

  static void stopDatabase() {
    close(database);
    database = null;
  }

  static void startDatabase() {
    database = PostgresServer.start(DATABASE);
  }

  static void stop() {
    close(redis);
    close(database);
  }

  private static void close(@Nullable Part part) {
    if (part != null) {
      part.close();
    }
  }
}
