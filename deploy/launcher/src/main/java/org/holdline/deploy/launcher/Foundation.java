package org.holdline.deploy.launcher;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.holdline.deploy.launcher.files.Secret;
import org.holdline.deploy.launcher.keycloak.KeycloakServer;
import org.holdline.deploy.launcher.keycloak.KeycloakSettings;
import org.holdline.deploy.launcher.postgres.PostgresServer;
import org.holdline.deploy.launcher.postgres.PostgresSettings;
import org.holdline.deploy.launcher.redis.RedisServer;
import org.holdline.deploy.launcher.redis.RedisSettings;
import org.holdline.deploy.launcher.server.HoldlineSettings;
import org.holdline.deploy.launcher.storage.StorageServer;
import org.holdline.deploy.launcher.storage.StorageSettings;
import org.holdline.deploy.launcher.tls.DevelopmentCertificate;

/**
 * What Holdline stands on, as far as it is not elsewhere: PostgreSQL, Redis, a store of files,
 * sign-on.
 */
final class Foundation {
  private static final String DATABASE = "HOLDLINE_DATABASE_URL";
  private static final String REDIS = "HOLDLINE_REDIS_URL";
  private static final String SIGN_ON = "HOLDLINE_OIDC_ISSUER";
  private static final String FILES = "HOLDLINE_STORAGE_DIRECTORY";
  private static final String FILES_KIND = "HOLDLINE_STORAGE_KIND";
  private static final String FILES_KEY = "HOLDLINE_STORAGE_KEY";
  private static final long KEYCLOAK_MIB = 700;
  private static final long POSTGRES_MIB = 150;
  private static final long REDIS_MIB = 50;
  private static final long STORAGE_MIB = 150;

  private final Options options;
  private final DataFolder data;
  private final Screen screen;
  private final Parts parts;

  Foundation(Options options, DataFolder data, Screen screen, Parts parts) {
    this.options = options;
    this.data = data;
    this.screen = screen;
    this.parts = parts;
  }

  /** Cleans up after a run that was killed, and tells what cannot go well. */
  void check(List<Options.Port> otherPorts, long otherMib) {
    data.stopLeftovers();
    var ports = new ArrayList<>(otherPorts);
    var neededMib = otherMib;
    if (!options.isOutside(SIGN_ON)) {
      ports.add(options.keycloakPort());
      neededMib += KEYCLOAK_MIB;
    }
    if (!options.isOutside(DATABASE)) {
      ports.add(options.postgresPort());
      neededMib += POSTGRES_MIB;
      PostgresServer.stopLeftover(postgresSettings());
    }
    if (!options.isOutside(REDIS)) {
      ports.add(options.redisPort());
      neededMib += REDIS_MIB;
    }
    if (!options.isOutside(FILES_KIND)) {
      ports.add(options.storagePort());
      neededMib += STORAGE_MIB;
    }
    Checks.portsAreFree(ports);
    if (options.checksMemory()) {
      Checks.memoryIsEnough(neededMib);
    }
  }

  /**
   * Starts Keycloak, which takes longest, without waiting for it.
   *
   * @param origins at which browsers find Holdline
   */
  Optional<KeycloakServer> signOn(
      List<String> origins, Optional<DevelopmentCertificate> certificate)
      throws InterruptedException {
    if (options.isOutside(SIGN_ON)) {
      return Optional.empty();
    }
    screen.say("Starting Keycloak (the very first start prepares it: about a minute)");
    var settings =
        new KeycloakSettings(
            data.folder("keycloak"),
            options.keycloakPort().number(),
            adminPassword(),
            origins,
            certificate.orElse(null));
    return Optional.of(parts.add(KeycloakServer.launch(settings)));
  }

  /** Starts the stores; answers the settings of a node, but for its place. */
  HoldlineSettings under(HoldlineSettings settings, Optional<KeycloakServer> signOn)
      throws InterruptedException {
    var standing = settings;
    if (!options.isOutside(FILES)) {
      standing = standing.with(FILES, data.folder("files").toString());
    }
    var storage = storage();
    if (storage.isPresent()) {
      standing = standing.on(storage.get());
    }
    if (!options.isOutside(FILES_KEY)) {
      standing = standing.with(FILES_KEY, data.secret("files").asKey());
    }
    if (!options.isOutside(DATABASE)) {
      standing = standing.on(database());
    }
    if (!options.isOutside(REDIS)) {
      standing = standing.on(redis());
    }
    if (storage.isPresent()) {
      storage.get().awaitReady();
      screen.say("The S3 service is ready, port " + options.storagePort().number());
    }
    return signOn.isPresent() ? standing.on(signOn.get()) : standing;
  }

  /** Starts the store of files without waiting for it. */
  private Optional<StorageServer> storage() {
    if (options.isOutside(FILES_KIND)) {
      return Optional.empty();
    }
    var settings =
        new StorageSettings(
            data.folder("storage"),
            options.storagePort().number(),
            data.secret("storage.access"),
            data.secret("storage.secret"));
    return Optional.of(parts.add(StorageServer.launch(settings)));
  }

  void awaitSignOn(Optional<KeycloakServer> signOn) throws InterruptedException {
    if (signOn.isPresent()) {
      signOn.get().awaitReady();
      screen.say("Keycloak is ready, port " + options.keycloakPort().number());
    }
  }

  Secret adminPassword() {
    return data.secret("keycloak.admin");
  }

  private PostgresServer database() {
    var server = parts.add(PostgresServer.start(postgresSettings()));
    screen.say("PostgreSQL is ready, port " + options.postgresPort().number());
    return server;
  }

  private PostgresSettings postgresSettings() {
    return PostgresSettings.durable(
        data.folder("postgresql"), options.postgresPort().number(), data.secret("postgresql"));
  }

  private RedisServer redis() throws InterruptedException {
    var server =
        parts.add(
            RedisServer.start(
                RedisSettings.durable(
                    data.folder("redis"), options.redisPort().number(), data.secret("redis"))));
    screen.say("Redis is ready, port " + options.redisPort().number());
    return server;
  }
}
