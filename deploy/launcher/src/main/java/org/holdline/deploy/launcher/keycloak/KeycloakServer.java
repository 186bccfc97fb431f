package org.holdline.deploy.launcher.keycloak;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.holdline.deploy.launcher.files.Installation;
import org.holdline.deploy.launcher.process.ChildProcess;
import org.holdline.deploy.launcher.process.ProgramPart;
import org.holdline.deploy.launcher.process.StartException;
import org.holdline.deploy.launcher.process.Waiting;

/** A running Keycloak with the {@link DevelopmentRealm}. */
public final class KeycloakServer extends ProgramPart {
  private static final Duration START_LIMIT = Duration.ofMinutes(4);
  private static final Duration STOP_LIMIT = Duration.ofSeconds(20);

  private final KeycloakSettings settings;
  private final KeycloakAdmin http;

  private KeycloakServer(KeycloakSettings settings, ChildProcess process) {
    super(process);
    this.settings = settings;
    this.http = new KeycloakAdmin(settings);
  }

  /** Returns when people can sign in. */
  public static KeycloakServer start(KeycloakSettings settings) throws InterruptedException {
    return ready(launch(settings));
  }

  /** Starts it and returns at once, so that others can start meanwhile; see {@link #awaitReady}. */
  public static KeycloakServer launch(KeycloakSettings settings) throws InterruptedException {
    var home = KeycloakHome.prepared(Installation.keycloakZip());
    var command =
        new ChildProcess.Command(
            "Keycloak",
            home.command(arguments(settings)),
            Map.of(
                "KC_BOOTSTRAP_ADMIN_USERNAME",
                "admin",
                "KC_BOOTSTRAP_ADMIN_PASSWORD",
                settings.adminPassword().value()),
            settings.directory().toAbsolutePath(),
            STOP_LIMIT);
    return new KeycloakServer(settings, ChildProcess.start(command));
  }

  private static List<String> arguments(KeycloakSettings settings) {
    var database = settings.directory().toAbsolutePath().resolve("data/keycloak");
    var arguments =
        new ArrayList<>(
            List.of(
                "start",
                "--optimized",
                "--cache=local",
                "--hostname=" + settings.url(),
                "--db-url=jdbc:h2:file:%s;NON_KEYWORDS=VALUE;DB_CLOSE_ON_EXIT=FALSE"
                    .formatted(database)));
    settings
        .tls()
        .ifPresentOrElse(
            tls -> {
              arguments.add("--https-port=" + settings.port());
              arguments.add("--https-key-store-file=" + tls.keyStore());
              arguments.add("--https-key-store-password=" + tls.password().value());
            },
            () ->
                arguments.addAll(
                    List.of(
                        "--http-enabled=true",
                        "--http-host=127.0.0.1",
                        "--http-port=" + settings.port())));
    return arguments;
  }

  /** Returns when people can sign in. */
  @Override
  public void awaitReady() throws InterruptedException {
    Waiting.forPart(process, START_LIMIT, http::isReady);
    try {
      http.prepare(settings);
    } catch (IOException e) {
      throw new StartException("Keycloak's realm could not be set up: " + e.getMessage(), e);
    }
  }

  /** What {@code iss} says in its tokens. */
  public String issuer() {
    return settings.url() + "/realms/" + DevelopmentRealm.NAME;
  }

  /** An access token of one of the four people, for a program that acts for him or her. */
  public String accessToken(String user) throws IOException, InterruptedException {
    return http.token(
        DevelopmentRealm.NAME,
        Map.of(
            "grant_type",
            "password",
            "client_id",
            DevelopmentRealm.CLI_CLIENT,
            "scope",
            "openid",
            "username",
            user,
            "password",
            DevelopmentRealm.PASSWORD));
  }

  /** An access token of the program {@code holdline-bot} itself. */
  public String botAccessToken() throws IOException, InterruptedException {
    return http.token(
        DevelopmentRealm.NAME,
        Map.of(
            "grant_type", "client_credentials",
            "client_id", DevelopmentRealm.BOT_CLIENT,
            "client_secret", DevelopmentRealm.BOT_SECRET));
  }

  @Override
  public void kill() {
    http.close();
    super.kill();
  }

  @Override
  public void close() {
    http.close();
    super.close();
  }
}
