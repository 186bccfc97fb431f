package org.holdline.system.stage;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.holdline.deploy.launcher.files.Secret;
import org.holdline.deploy.launcher.keycloak.KeycloakServer;
import org.holdline.deploy.launcher.keycloak.KeycloakSettings;
import org.holdline.deploy.launcher.postgres.PostgresServer;
import org.holdline.deploy.launcher.postgres.PostgresSettings;
import org.holdline.deploy.launcher.process.Part;
import org.holdline.deploy.launcher.process.Ports;
import org.holdline.deploy.launcher.redis.RedisServer;
import org.holdline.deploy.launcher.redis.RedisSettings;
import org.holdline.deploy.launcher.server.HoldlineServer;
import org.holdline.deploy.launcher.server.HoldlineSettings;
import org.holdline.deploy.launcher.storage.StorageServer;
import org.holdline.deploy.launcher.storage.StorageSettings;
import org.holdline.system.proxy.FaultProxy;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/**
 * PostgreSQL, Redis, an S3 service, Keycloak and the packed application, all real, and two lines to
 * it that can be cut. Whoever ends a part starts it again before his test is over. Data of earlier
 * runs stay: each test takes rooms of its own.
 */
public final class Stage implements AutoCloseable {
  /** Seats of a room: so few that a test can fill one. */
  public static final int PARTICIPANTS_MAX = 12;

  private static final Path DIRECTORY = Path.of("target", "stage").toAbsolutePath();
  private static final Secret PASSWORD = new Secret("system-tests");

  private final int port = Ports.free();
  private final FaultProxy firstLine = FaultProxy.to(port);
  private final FaultProxy secondLine = FaultProxy.to(port);
  private final List<String> origins =
      Stream.of(port, firstLine.port(), secondLine.port()).map(Stage::origin).toList();
  private final KeycloakSettings signOnSettings =
      KeycloakSettings.local(folder("keycloak"), Ports.free(), PASSWORD, origins);
  private final PostgresSettings databaseSettings =
      PostgresSettings.fast(folder("postgresql"), Ports.free(), PASSWORD);
  private final RedisSettings redisSettings =
      RedisSettings.fast(folder("redis"), Ports.free(), PASSWORD);
  private final StorageSettings storageSettings =
      new StorageSettings(folder("storage"), Ports.free(), PASSWORD, PASSWORD);
  private final Realm realm = new Realm(origin(signOnSettings.port()), PASSWORD.value());
  private @Nullable KeycloakServer signOn;
  private @Nullable PostgresServer database;
  private @Nullable RedisServer redis;
  private @Nullable StorageServer storage;
  private @Nullable HoldlineServer server;
  private @Nullable HoldlineSettings serverSettings;

  private Stage() {}

  /** Starts it for the first test that asks for it; JUnit closes it after the last. */
  public static Stage of(ExtensionContext context) {
    return context
        .getRoot()
        .getStore(Namespace.create(Stage.class))
        .computeIfAbsent(Stage.class, key -> start(), Stage.class);
  }

  private static Stage start() {
    var stage = new Stage();
    try {
      return uninterrupted(stage::started);
    } catch (RuntimeException e) {
      stage.close();
      throw e;
    }
  }

  /** All at once: the machine has more to do than to wait for Keycloak. */
  private Stage started() throws InterruptedException {
    var keycloak = KeycloakServer.launch(signOnSettings);
    signOn = keycloak;
    var files = StorageServer.launch(storageSettings);
    storage = files;
    var postgres = PostgresServer.start(databaseSettings);
    database = postgres;
    var store = RedisServer.start(redisSettings);
    redis = store;
    var settings =
        HoldlineSettings.fast(folder("holdline"), port)
            .on(postgres)
            .on(store)
            .on(keycloak)
            .on(files)
            .generous()
            .with("HOLDLINE_ORIGINS", String.join(",", origins))
            .with("HOLDLINE_ROOM_PARTICIPANTS_MAX", Integer.toString(PARTICIPANTS_MAX))
            .with("HOLDLINE_STORAGE_KEY", PASSWORD.asKey());
    serverSettings = settings;
    files.awaitReady();
    var application = HoldlineServer.launch(settings);
    server = application;
    keycloak.awaitReady();
    realm.prepare();
    application.awaitReady();
    return this;
  }

  private static String origin(int port) {
    return "http://127.0.0.1:" + port;
  }

  private static Path folder(String name) {
    return DIRECTORY.resolve(name);
  }

  private static <T> T present(@Nullable T part) {
    if (part == null) {
      throw new IllegalStateException("The stage was not started");
    }
    return part;
  }

  /** The application without a line between. */
  public URI direct() {
    return URI.create(origin(port));
  }

  /** The line of one person. */
  public FaultProxy firstLine() {
    return firstLine;
  }

  /** The line of another. */
  public FaultProxy secondLine() {
    return secondLine;
  }

  /** The application at the other end of a line. */
  public static URI through(FaultProxy line) {
    return URI.create(origin(line.port()));
  }

  /** Settings of the running application, for one more of it on the same stores. */
  public HoldlineSettings settings() {
    return present(serverSettings);
  }

  public Realm realm() {
    return realm;
  }

  /** An access token of one of the realm's people. */
  public String token(String user) {
    return realm.token(user);
  }

  /** Stops Redis where it stands, as a machine out of breath does. */
  public void freezeRedis() {
    signal("STOP");
  }

  public void thawRedis() {
    signal("CONT");
  }

  private void signal(String name) {
    var pid = Long.toString(present(redis).pid());
    int status =
        uninterrupted(
            () -> new ProcessBuilder("kill", "-" + name, pid).inheritIO().start().waitFor());
    if (status != 0) {
      throw new IllegalStateException("Redis took no " + name);
    }
  }

  /** Names of all keys in Redis that contain the text. */
  public List<String> redisKeys(String text) {
    var question = "AUTH %s\r\nKEYS *%s*\r\nQUIT\r\n".formatted(PASSWORD.value(), text);
    return uninterrupted(() -> {
      try (var socket = new Socket(InetAddress.getLoopbackAddress(), redisSettings.port())) {
        socket.getOutputStream().write(question.getBytes(UTF_8));
        return new String(socket.getInputStream().readAllBytes(), UTF_8)
            .lines()
            .filter(line -> line.contains(text))
            .toList();
      }
    });
  }

  public void killRedis() {
    present(redis).kill();
  }

  public void startRedis() {
    redis = uninterrupted(() -> RedisServer.start(redisSettings));
  }

  public void stopDatabase() {
    present(database).close();
  }

  public void startDatabase() {
    database = PostgresServer.start(databaseSettings);
  }

  public void killServer() {
    present(server).kill();
  }

  public void startServer() {
    server = uninterrupted(() -> HoldlineServer.start(settings()));
  }

  private static <T> T uninterrupted(Callable<T> work) {
    try {
      return work.call();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    Stream.<@Nullable Part>of(server, storage, redis, database, signOn)
        .filter(part -> part != null)
        .forEach(part -> present(part).close());
    firstLine.close();
    secondLine.close();
  }
}
