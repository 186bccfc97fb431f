package org.holdline.benchmarks;

import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import org.holdline.deploy.launcher.files.Secret;
import org.holdline.deploy.launcher.postgres.PostgresServer;
import org.holdline.deploy.launcher.postgres.PostgresSettings;
import org.holdline.deploy.launcher.process.Ports;
import org.holdline.deploy.launcher.redis.RedisServer;
import org.holdline.deploy.launcher.redis.RedisSettings;
import org.holdline.deploy.launcher.redis.RedisSettings.Sync;
import org.holdline.deploy.launcher.server.HoldlineServer;
import org.holdline.deploy.launcher.server.HoldlineSettings;

/**
 * Everything {@code deploy/run} starts, set as it is there, but with {@link Issuer} in place of
 * Keycloak: sign-on is not what is measured, and Keycloak would take processor time.
 */
final class Site implements AutoCloseable {
  private static final Secret PASSWORD = new Secret("benchmarks");

  private final Deque<AutoCloseable> parts = new ArrayDeque<>();
  private final HttpClient http = HttpClient.newHttpClient();
  private final RedisServer redis;
  private final Issuer issuer;
  private final HoldlineServer server;
  private final HoldlineSettings settings;

  private Site(Path directory) throws Exception {
    try {
      parts.push(http::shutdownNow);
      var database = started(PostgresServer.start(database(directory.resolve("postgresql"))));
      redis = started(redis(directory.resolve("redis"), Sync.ALWAYS));
      issuer = started(Issuer.start());
      var settings =
          HoldlineSettings.local(directory.resolve("holdline"), Ports.free())
              .on(database)
              .on(redis)
              .generous()
              .with("HOLDLINE_ROOM_PARTICIPANTS_MAX", "100")
              .with("HOLDLINE_OIDC_ISSUER", issuer.url())
              .with("HOLDLINE_STORAGE_DIRECTORY", directory.resolve("files").toString())
              .with("HOLDLINE_STORAGE_KEY", PASSWORD.asKey());
      server = started(HoldlineServer.start(settings));
      this.settings = settings;
    } catch (Exception e) {
      close();
      throw e;
    }
  }

  /** Returns when it is healthy. */
  static Site start(Path directory) throws Exception {
    return new Site(directory);
  }

  private <P extends AutoCloseable> P started(P part) {
    parts.push(part);
    return part;
  }

  private static PostgresSettings database(Path directory) {
    return PostgresSettings.durable(directory, Ports.free(), PASSWORD);
  }

  static RedisServer redis(Path directory, Sync sync) throws InterruptedException {
    return RedisServer.start(new RedisSettings(directory, Ports.free(), PASSWORD, sync));
  }

  RedisServer redis() {
    return redis;
  }

  long serverPid() {
    return server.pid();
  }

  HttpClient http() {
    return http;
  }

  String tokenOf(String user) {
    return issuer.token(user);
  }

  HoldlineServer server() {
    return server;
  }

  /** One more on the same stores; the caller ends it. */
  HoldlineServer anotherNode() throws InterruptedException {
    return HoldlineServer.start(
        new HoldlineSettings(
            settings.directory().resolveSibling("another"),
            Ports.free(),
            settings.environment(),
            settings.jvmOptions(),
            null));
  }

  URI socketOf(HoldlineServer node, String room) {
    return URI.create(node.url().replace("http", "ws") + "/webrtc/ws/" + room);
  }

  @Override
  public void close() throws Exception {
    while (!parts.isEmpty()) {
      parts.pop().close();
    }
  }
}
