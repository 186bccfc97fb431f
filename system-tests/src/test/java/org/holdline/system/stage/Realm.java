package org.holdline.system.stage;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.holdline.deploy.launcher.keycloak.DevelopmentRealm;

/** The running development realm, with more people and with clients whose tokens are not good. */
public final class Realm {
  /** People besides the four of the development realm: {@code guest-1} to this one. */
  public static final int GUESTS = Stage.PARTICIPANTS_MAX + 10;

  /** People for tests of budgets: nobody else lets them say or ask anything. */
  public static final List<String> HASTY = List.of("hasty-1", "hasty-2", "hasty-3", "hasty-4");

  /** How long a token of {@link #shortToken} counts. */
  public static final Duration SHORT_LIFE = Duration.ofSeconds(4);

  private static final Duration ANSWER_LIMIT = Duration.ofSeconds(30);
  private static final String SHORT_CLIENT = "system-tests-short";
  private static final String ELSEWHERE_CLIENT = "system-tests-elsewhere";
  private static final String AUDIENCE_MAPPER =
      """
      {"name": "audience", "protocol": "openid-connect", "protocolMapper": "oidc-audience-mapper",
       "config": {"included.custom.audience": "holdline", "access.token.claim": "true"}}
      """;

  private static final Duration REUSE = Duration.ofMinutes(1);

  private final Map<String, Taken> tokens = new ConcurrentHashMap<>();
  private final HttpClient http = HttpClient.newHttpClient();
  private final String url;
  private final String adminPassword;

  private record Taken(String value, Instant takenAt) {}

  Realm(String url, String adminPassword) {
    this.url = url;
    this.adminPassword = adminPassword;
  }

  public static List<String> guests() {
    return IntStream.rangeClosed(1, GUESTS).mapToObj("guest-%d"::formatted).toList();
  }

  /** A good access token, with at least four minutes left; checking a password takes its time. */
  public String token(String user) {
    return tokens
        .compute(
            user,
            (name, known) ->
                known != null && Instant.now().isBefore(known.takenAt().plus(REUSE))
                    ? known
                    : new Taken(
                        token(DevelopmentRealm.NAME, DevelopmentRealm.CLI_CLIENT, name),
                        Instant.now()))
        .value();
  }

  /** A good one that ends after {@link #SHORT_LIFE}. */
  public String shortToken(String user) {
    return token(DevelopmentRealm.NAME, SHORT_CLIENT, user);
  }

  /** By the same provider, made for another application. */
  public String tokenForElsewhere(String user) {
    return token(DevelopmentRealm.NAME, ELSEWHERE_CLIENT, user);
  }

  /** By another issuer. */
  public String foreignToken() {
    return token("master", "admin-cli", "admin", adminPassword);
  }

  /** Adds what is missing; safe to repeat. */
  void prepare() {
    client(SHORT_CLIENT, SHORT_LIFE, AUDIENCE_MAPPER);
    client(ELSEWHERE_CLIENT, Duration.ofMinutes(5), "");
    var people =
        Stream.concat(guests().stream(), HASTY.stream())
            .map(
                """
                {"username": "%1$s", "firstName": "%1$s", "lastName": "Guest", "email": "%1$s@holdline.example",
                 "emailVerified": true, "enabled": true,
                 "credentials": [{"type": "password", "value": "holdline"}]}\
                """
                    ::formatted)
            .collect(Collectors.joining(","));
    admin("/partialImport", "{\"ifResourceExists\": \"SKIP\", \"users\": [%s]}".formatted(people));
  }

  private void client(String id, Duration tokenLife, String mappers) {
    admin(
        "/clients",
        """
        {"clientId": "%s", "publicClient": true, "standardFlowEnabled": false, "directAccessGrantsEnabled": true,
         "attributes": {"access.token.lifespan": "%d"}, "protocolMappers": [%s]}
        """
            .formatted(id, tokenLife.toSeconds(), mappers));
  }

  /** Created, or there already. */
  private void admin(String path, String json) {
    var answer =
        send(
            HttpRequest.newBuilder(
                    URI.create("%s/admin/realms/%s%s".formatted(url, DevelopmentRealm.NAME, path)))
                .header("Authorization", "Bearer " + foreignToken())
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(json)));
    if (answer.statusCode() / 100 != 2 && answer.statusCode() != 409) {
      throw new IllegalStateException("Keycloak said " + answer.statusCode() + answer.body());
    }
  }

  private String token(String realm, String client, String user) {
    return token(realm, client, user, DevelopmentRealm.PASSWORD);
  }

  private String token(String realm, String client, String user, String password) {
    var form =
        Map.of(
            "grant_type", "password",
            "scope", "openid",
            "client_id", client,
            "username", user,
            "password", password);
    var body =
        form.entrySet().stream()
            .map(field -> field.getKey() + "=" + encoded(field.getValue()))
            .collect(Collectors.joining("&"));
    var answer =
        send(
            HttpRequest.newBuilder(
                    URI.create("%s/realms/%s/protocol/openid-connect/token".formatted(url, realm)))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(body)));
    if (answer.statusCode() != 200) {
      throw new IllegalStateException("Keycloak said " + answer.statusCode() + answer.body());
    }
    return object(answer.body()).getString("access_token");
  }

  private static JsonObject object(String text) {
    try (JsonReader reader = Json.createReader(new StringReader(text))) {
      return reader.readObject();
    }
  }

  private HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return http.send(request.timeout(ANSWER_LIMIT).build(), BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  private static String encoded(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8);
  }
}
