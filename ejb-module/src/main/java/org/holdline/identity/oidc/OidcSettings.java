package org.holdline.identity.oidc;

import java.net.URI;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which provider is believed, and what its tokens must say.
 *
 * @param issuer exactly as in the tokens
 * @param audience that a token must be made for
 * @param jwksUri where the keys are; null where the provider's discovery document says it
 * @param nameClaims where people's names are looked for, the first that there is
 * @param groupsClaim its name, or its path with dots such as {@code realm_access.roles}
 */
record OidcSettings(
    URI issuer,
    String audience,
    @Nullable URI jwksUri,
    List<String> nameClaims,
    String groupsClaim) {
  OidcSettings {
    nameClaims = List.copyOf(nameClaims);
    requireWeb("holdline.oidc.issuer", issuer);
    if (jwksUri != null) {
      requireWeb("holdline.oidc.jwks-uri", jwksUri);
    }
    if (audience.isBlank() || groupsClaim.isBlank()) {
      throw new IllegalArgumentException(
          "holdline.oidc.audience and holdline.oidc.groups-claim must not be blank");
    }
  }

  /** Of a list such as {@code name,preferred_username}. */
  static List<String> names(String claims) {
    var names = Stream.of(claims.split(",", -1)).map(String::strip).toList();
    if (names.contains("")) {
      throw new IllegalArgumentException(
          "holdline.oidc.name-claims must be a list such as name,preferred_username");
    }
    return names;
  }

  private static void requireWeb(String name, URI address) {
    if (!"https".equals(address.getScheme()) && !"http".equals(address.getScheme())) {
      throw new IllegalArgumentException(name + " must begin with https:// or http://");
    }
  }

  URI discovery() {
    var base = issuer.toString();
    var slash = base.endsWith("/") ? "" : "/";
    return URI.create(base + slash + ".well-known/openid-configuration");
  }
}
