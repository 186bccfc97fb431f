package org.holdline.deploy.launcher;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.holdline.deploy.launcher.files.Secret;
import org.holdline.deploy.launcher.keycloak.KeycloakServer;
import org.holdline.deploy.launcher.keycloak.KeycloakSettings;
import org.holdline.deploy.launcher.postgres.PostgresServer;
import org.holdline.deploy.launcher.postgres.PostgresSettings;
import org.holdline.deploy.launcher.process.StartException;
import org.holdline.deploy.launcher.redis.RedisServer;
import org.holdline.deploy.launcher.redis.RedisSettings;
import org.holdline.deploy.launcher.server.HoldlineServer;
import org.holdline.deploy.launcher.server.HoldlineSettings;
import org.holdline.deploy.launcher.tls.DevelopmentCertificate;

/** One run: starts each part that is not elsewhere, then watches them. */
final class Run {
  private static final String DATABASE = "HOLDLINE_DATABASE_URL";
  private static final String REDIS = "HOLDLINE_REDIS_URL";
  private static final String SIGN_ON = "HOLDLINE_OIDC_ISSUER";
  private static final long SERVER_MIB = 900;
  private static final long KEYCLOAK_MIB = 700;
  private static final long POSTGRES_MIB = 150;
  private static final long REDIS_MIB = 50;
  private static final long WATCH_MILLIS = 500;

  private final Options options;
  private final DataFolder data;
  private final Screen screen;
  private final Parts parts;

  Run(Options options, DataFolder data, Screen screen, Parts parts) {
    this.options = options;
    this.data = data;
    this.screen = screen;
    this.parts = parts;
  }

  /** Returns when all is healthy. */
  void start() throws InterruptedException {
    data.stopLeftovers();
    check();
    var certificate = certificate();
    var signOn = signOn(certificate);
    var settings = served(certificate);
    if (!options.isOutside(DATABASE)) {
      settings = settings.on(database());
    }
    if (!options.isOutside(REDIS)) {
      settings = settings.on(redis());
    }
    if (signOn.isPresent()) {
      settings = settings.on(signOn.get());
    }
    screen.say("Starting Holdline");
    var server = parts.add(HoldlineServer.launch(settings));
    if (signOn.isPresent()) {
      signOn.get().awaitReady();
      screen.say("Keycloak is ready, port " + options.keycloakPort().number());
    }
    server.awaitReady();
    screen.address(server.url());
    signOn.ifPresent(realm -> screen.users(realm.issuer(), adminPassword()));
    certificate.ifPresent(screen::certificate);
    screen.folders(data);
  }

  private void check() {
    var ports = new ArrayList<>(List.of(options.httpPort()));
    var neededMib = SERVER_MIB;
    if (options.httpsHost().isPresent()) {
      ports.add(options.httpsPort());
    }
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
    Checks.portsAreFree(ports);
    if (options.checksMemory()) {
      Checks.memoryIsEnough(neededMib);
    }
  }

  private Optional<DevelopmentCertificate> certificate() throws InterruptedException {
    var host = options.httpsHost();
    return host.isEmpty()
        ? Optional.empty()
        : Optional.of(
            DevelopmentCertificate.of(
                data.folder("certificate"), host.get(), data.secret("certificate")));
  }

  /** Starts Keycloak, which takes longest, without waiting for it. */
  private Optional<KeycloakServer> signOn(Optional<DevelopmentCertificate> certificate)
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
            origins(),
            certificate.orElse(null));
    return Optional.of(parts.add(KeycloakServer.launch(settings)));
  }

  private Secret adminPassword() {
    return data.secret("keycloak.admin");
  }

  private List<String> origins() {
    var port = options.httpPort().number();
    var origins = new ArrayList<>(List.of("http://127.0.0.1:" + port, "http://localhost:" + port));
    options
        .httpsHost()
        .ifPresent(host -> {
          origins.add("https://%s:%d".formatted(host, options.httpsPort().number()));
          origins.add("https://localhost:" + options.httpsPort().number());
        });
    return origins;
  }

  private HoldlineSettings served(Optional<DevelopmentCertificate> certificate) {
    var settings = HoldlineSettings.local(data.folder("holdline"), options.httpPort().number());
    if (!options.isOutside("HOLDLINE_STORAGE_DIRECTORY")) {
      settings = settings.with("HOLDLINE_STORAGE_DIRECTORY", data.folder("files").toString());
    }
    return certificate.isEmpty()
        ? settings
        : settings.withHttps(
            new HoldlineSettings.Https(options.httpsPort().number(), certificate.get()));
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

  /** Returns only by an interrupt, or by an exception that tells which part has died. */
  void watch() throws InterruptedException {
    while (true) {
      var dead = parts.firstDead();
      if (dead.isPresent()) {
        throw new StartException(
            "%s has stopped by itself, so everything stops. Logs: %s"
                .formatted(dead.get().name(), data.folder("*/*.log")));
      }
      Thread.sleep(WATCH_MILLIS);
    }
  }
}
