package org.holdline.system.fault;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.holdline.deploy.launcher.files.Secret;
import org.holdline.deploy.launcher.postgres.PostgresServer;
import org.holdline.deploy.launcher.postgres.PostgresSettings;
import org.holdline.deploy.launcher.process.Ports;
import org.holdline.deploy.launcher.redis.RedisServer;
import org.holdline.deploy.launcher.redis.RedisSettings;
import org.holdline.deploy.launcher.server.HoldlineServer;
import org.holdline.deploy.launcher.server.HoldlineSettings;
import org.holdline.system.stage.Stage;
import org.holdline.system.wire.Doors;
import org.holdline.system.wire.Json;
import org.holdline.system.wire.RoomSocket;

/** A server with stores of its own, which one test may break; only sign-on is the stage's. */
public final class OwnServer implements AutoCloseable {
  private static final Secret PASSWORD = new Secret("system-tests");

  private final RedisSettings redisSettings;
  private final PostgresSettings databaseSettings;
  private final HoldlineSettings settings;
  private final Doors doors;
  private RedisServer redis;
  private PostgresServer database;
  private HoldlineServer server;

  private OwnServer(Stage stage, Path folder, Map<String, String> more)
      throws InterruptedException {
    redisSettings = RedisSettings.durable(folder.resolve("redis"), Ports.free(), PASSWORD);
    databaseSettings = PostgresSettings.fast(folder.resolve("postgresql"), Ports.free(), PASSWORD);
    redis = RedisServer.start(redisSettings);
    try {
      database = PostgresServer.start(databaseSettings);
    } catch (RuntimeException e) {
      redis.close();
      throw e;
    }
    var common = stage.settings();
    settings =
        new HoldlineSettings(
                folder.resolve("holdline"),
                Ports.free(),
                common.environment(),
                common.jvmOptions(),
                null)
            .on(database)
            .on(redis)
            .with("HOLDLINE_STORAGE_KIND", "directory")
            .with("HOLDLINE_STORAGE_DIRECTORY", folder.resolve("files").toString())
            .with(more);
    doors = new Doors(address());
    try {
      server = HoldlineServer.start(settings);
    } catch (RuntimeException e) {
      redis.close();
      database.close();
      throw e;
    }
  }

  /**
   * Starts all of it.
   *
   * @param name of the folder for its data
   * @param more settings, as {@code docs/configuration.md} names their variables
   */
  public static OwnServer start(Stage stage, String name, Map<String, String> more)
      throws InterruptedException {
    return new OwnServer(stage, Path.of("target", "fault", name).toAbsolutePath(), more);
  }

  /** Where it is found. */
  public URI address() {
    return URI.create("http://127.0.0.1:" + settings.port());
  }

  public Doors doors() {
    return doors;
  }

  void freezeRedis() {
    signal("STOP");
  }

  void thawRedis() {
    signal("CONT");
  }

  private void signal(String name) {
    try {
      var kill = new ProcessBuilder("kill", "-" + name, Long.toString(redis.pid())).start();
      if (kill.waitFor() != 0) {
        throw new IllegalStateException("Redis took no " + name);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  void killRedis() {
    redis.kill();
  }

  void startRedis() throws InterruptedException {
    redis = RedisServer.start(redisSettings);
  }

  /** Between {@link #killRedis} and {@link #startRedis}: it will know nothing. */
  void emptyRedis() throws IOException {
    try (var files = Files.walk(redisSettings.directory())) {
      for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  void killDatabase() {
    database.kill();
  }

  void startDatabase() {
    database = PostgresServer.start(databaseSettings);
  }

  public void kill() {
    server.kill();
  }

  public void startAgain() throws InterruptedException {
    server = HoldlineServer.start(settings);
  }

  /** Enters as the SDK does: what {@code joined} says is confirmed at once. */
  RoomSocket enter(String room, String token) {
    return confirmed(doors.enter(room, token));
  }

  /** Comes back with what another connection of the same client was told. */
  RoomSocket resume(String room, String token, RoomSocket before) {
    return confirmed(
        doors.enter(
            room,
            token,
            Map.of(
                "client_id", before.clientId(),
                "resume_token", before.resumeToken(),
                "epoch", before.epoch(),
                "last_sequence", before.sequence())));
  }

  private static RoomSocket confirmed(RoomSocket socket) {
    socket.acknowledge(socket.joined().getJsonNumber("sequence").longValue());
    return socket;
  }

  /** The names of its threads by which the kernel knows them, where it shows any. */
  public List<String> threads() {
    var all = Path.of("/proc/" + server.pid() + "/task");
    try (var threads = Files.list(all)) {
      return threads.map(OwnServer::name).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Nothing of one that has just ended. */
  private static String name(Path thread) {
    try {
      return Files.readString(thread.resolve("comm")).strip();
    } catch (IOException ended) {
      return "";
    }
  }

  /** What it has logged since it was started last. */
  String log() throws IOException {
    return Files.readString(settings.directory().resolve("holdline.log"));
  }

  int health() {
    return doors.getOpenly("/webrtc/health").statusCode();
  }

  /** Names of the components that health calls down. */
  List<String> down() {
    return Json.objects(
            Json.object(doors.getOpenly("/webrtc/health").body()).getJsonArray("components"))
        .stream()
        .filter(component -> component.getString("status").equals("down"))
        .map(component -> component.getString("name"))
        .toList();
  }

  void awaitHealth(int status) {
    Awaitility.await().atMost(RoomSocket.LIMIT).until(() -> health() == status);
  }

  @Override
  public void close() {
    server.close();
    redis.close();
    database.close();
  }
}
