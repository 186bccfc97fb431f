package org.holdline.deploy.launcher.keycloak;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import org.holdline.deploy.launcher.process.StartException;

/**
 * The realm {@code holdline}: four people, and clients for browsers, command lines and programs.
 */
public final class DevelopmentRealm {
  public static final String NAME = "holdline";

  /** Of every user. */
  public static final String PASSWORD = "holdline";

  public static final String WEB_CLIENT = "holdline-web";
  public static final String CLI_CLIENT = "holdline-cli";
  public static final String BOT_CLIENT = "holdline-bot";
  public static final String BOT_SECRET = "holdline-bot";

  /** Name and what he or she may do, for people to read. */
  public static final List<String> USERS =
      List.of("ada (administrator)", "grace (moderator)", "alan", "barbara");

  static final String WEB_CLIENT_ID = "7b3b8a55-6f0e-4b3b-9f5e-0d6e1c9a4b10";

  private DevelopmentRealm() {}

  /** As Keycloak's administration API takes it. */
  static String asJson() {
    return resource("holdline-realm.json")
        .replace("${mappers}", resource("mappers.json"))
        .replace("${web-client}", WEB_CLIENT_ID)
        .replace("${password}", PASSWORD)
        .replace("${bot-secret}", BOT_SECRET);
  }

  /**
   * The part of the browser client that changes with the addresses the application is served at.
   */
  static String webClientAsJson(List<String> origins) {
    return """
    {"clientId": "holdline-web", "redirectUris": [%s], "webOrigins": [%s],
     "attributes": {"pkce.code.challenge.method": "S256", "post.logout.redirect.uris": "%s"}}
    """
        .formatted(
            origins.stream().map("\"%s/*\""::formatted).collect(Collectors.joining(",")),
            origins.stream().map("\"%s\""::formatted).collect(Collectors.joining(",")),
            origins.stream().map("%s/*"::formatted).collect(Collectors.joining("##")));
  }

  private static String resource(String name) {
    try (var stream = DevelopmentRealm.class.getResourceAsStream(name)) {
      if (stream == null) {
        throw new StartException(name + " is missing in the launcher");
      }
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new StartException(name + " cannot be read", e);
    }
  }
}
