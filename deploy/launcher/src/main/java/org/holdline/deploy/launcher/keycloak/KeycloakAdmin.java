package org.holdline.deploy.launcher.keycloak;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.holdline.deploy.launcher.process.StartException;

/** What we ask Keycloak for over HTTP: tokens, and the set-up of the realm. */
final class KeycloakAdmin implements AutoCloseable {
  private static final Duration ANSWER_LIMIT = Duration.ofSeconds(30);
  private static final Pattern ACCESS_TOKEN = Pattern.compile("\"access_token\":\"([^\"]+)\"");

  private final String url;
  private final HttpClient http;

  KeycloakAdmin(KeycloakSettings settings) {
    this.url = settings.url();
    var builder = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2));
    settings.tls().ifPresent(tls -> builder.sslContext(tls.sslContext()));
    this.http = builder.build();
  }

  boolean isReady() throws IOException, InterruptedException {
    return send(HttpRequest.newBuilder(URI.create(url + "/realms/master")).GET()).statusCode()
        == 200;
  }

  /** Makes the realm when it is not there, and tells it where the application is now. */
  void prepare(KeycloakSettings settings) throws IOException, InterruptedException {
    var token =
        token(
            "master",
            Map.of(
                "grant_type", "password",
                "client_id", "admin-cli",
                "username", "admin",
                "password", settings.adminPassword().value()));
    if (send(admin(token, "/" + DevelopmentRealm.NAME).GET()).statusCode() == 404) {
      expect(send(admin(token, "").POST(json(DevelopmentRealm.asJson()))), 201);
    }
    var client = "/%s/clients/%s".formatted(DevelopmentRealm.NAME, DevelopmentRealm.WEB_CLIENT_ID);
    var now = DevelopmentRealm.webClientAsJson(settings.applicationOrigins());
    expect(send(admin(token, client).PUT(json(now))), 204);
  }

  /** An access token by any grant. */
  String token(String realm, Map<String, String> form) throws IOException, InterruptedException {
    var body =
        form.entrySet().stream()
            .map(field -> field.getKey() + "=" + encoded(field.getValue()))
            .collect(Collectors.joining("&"));
    var request =
        HttpRequest.newBuilder(
                URI.create("%s/realms/%s/protocol/openid-connect/token".formatted(url, realm)))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(body));
    var found = ACCESS_TOKEN.matcher(expect(send(request), 200));
    if (!found.find()) {
      throw new StartException("Keycloak answered without an access token");
    }
    return found.group(1);
  }

  private HttpRequest.Builder admin(String token, String path) {
    return HttpRequest.newBuilder(URI.create(url + "/admin/realms" + path))
        .header("Authorization", "Bearer " + token)
        .header("Content-Type", "application/json");
  }

  private HttpResponse<String> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return http.send(request.timeout(ANSWER_LIMIT).build(), HttpResponse.BodyHandlers.ofString());
  }

  private static HttpRequest.BodyPublisher json(String text) {
    return HttpRequest.BodyPublishers.ofString(text);
  }

  private static String expect(HttpResponse<String> answer, int status) {
    if (answer.statusCode() != status) {
      throw new StartException(
          "Keycloak answered %d to %s %s: %s"
              .formatted(
                  answer.statusCode(), answer.request().method(), answer.uri(), answer.body()));
    }
    return answer.body();
  }

  private static String encoded(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}
