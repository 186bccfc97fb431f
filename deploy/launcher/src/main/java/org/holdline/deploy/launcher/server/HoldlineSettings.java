package org.holdline.deploy.launcher.server;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.holdline.deploy.launcher.keycloak.DevelopmentRealm;
import org.holdline.deploy.launcher.keycloak.KeycloakServer;
import org.holdline.deploy.launcher.postgres.PostgresServer;
import org.holdline.deploy.launcher.redis.RedisServer;
import org.holdline.deploy.launcher.storage.StorageServer;
import org.holdline.deploy.launcher.tls.DevelopmentCertificate;
import org.jspecify.annotations.Nullable;

/**
 * Where and how to run the application.
 *
 * @param directory its log; made when missing
 * @param port of HTTP at 127.0.0.1
 * @param environment configuration, as {@code docs/configuration.md} names it; what is not here
 *     comes from this process's own
 * @param https served to other devices as well
 */
public record HoldlineSettings(
    Path directory,
    int port,
    Map<String, String> environment,
    List<String> jvmOptions,
    @Nullable Https https) {

  private static final List<String> MODEST =
      List.of("-Xms128m", "-Xmx768m", "-XX:+UseSerialGC", "-XX:+ExitOnOutOfMemoryError");
  private static final List<String> SHORT_START = List.of("-XX:TieredStopAtLevel=1");

  /** HTTPS at all addresses. */
  public record Https(int port, DevelopmentCertificate certificate) {}

  /** For a person's machine. */
  public static HoldlineSettings local(Path directory, int port) {
    return new HoldlineSettings(directory, port, Map.of(), MODEST, null);
  }

  /** For tests: starts sooner, runs slower, is not warmed up. */
  public static HoldlineSettings fast(Path directory, int port) {
    return local(directory, port).withJvmOptions(SHORT_START).with("HOLDLINE_WARM_UP_MAX", "PT0S");
  }

  public HoldlineSettings with(String variable, String value) {
    return with(Map.of(variable, value));
  }

  public HoldlineSettings with(Map<String, String> variables) {
    var all = new HashMap<>(environment);
    all.putAll(variables);
    return new HoldlineSettings(directory, port, Map.copyOf(all), jvmOptions, https);
  }

  /** For measurements and tests: one machine says and asks more than all people behind it would. */
  public HoldlineSettings generous() {
    return with(
        Map.of(
            "HOLDLINE_LIMITS", "all=1000000/PT1M,file_room=off,file_transfer=off",
            "HOLDLINE_CONNECTIONS_PER_ADDRESS_MAX", "1000000"));
  }

  /** Added to those it has. */
  public HoldlineSettings withJvmOptions(List<String> added) {
    var all = new ArrayList<>(jvmOptions);
    all.addAll(added);
    return new HoldlineSettings(directory, port, environment, List.copyOf(all), https);
  }

  public HoldlineSettings withHttps(Https served) {
    return new HoldlineSettings(directory, port, environment, jvmOptions, served);
  }

  public HoldlineSettings on(PostgresServer database) {
    return with(
        Map.of(
            "HOLDLINE_DATABASE_URL", database.jdbcUrl(),
            "HOLDLINE_DATABASE_USER", PostgresServer.USER,
            "HOLDLINE_DATABASE_PASSWORD", database.settings().password().value()));
  }

  public HoldlineSettings on(RedisServer redis) {
    return with("HOLDLINE_REDIS_URL", redis.url());
  }

  public HoldlineSettings on(StorageServer storage) {
    return with(storage.settings().environment());
  }

  public HoldlineSettings on(KeycloakServer signOn) {
    return with(
        Map.of(
            "HOLDLINE_OIDC_ISSUER",
            signOn.issuer(),
            "HOLDLINE_OIDC_CLIENT_ID",
            DevelopmentRealm.WEB_CLIENT));
  }

  Optional<Https> tls() {
    return Optional.ofNullable(https);
  }
}
