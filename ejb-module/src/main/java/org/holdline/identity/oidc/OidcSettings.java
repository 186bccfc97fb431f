package org.holdline.identity.oidc;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * Which provider is believed, and what its tokens must say.
 *
 * @param issuer exactly as in the tokens
 * @param audience that a token must be made for
 * @param jwksUri where the keys are; null where the provider's discovery document says it
 * @param groupsClaim its name, or its path with dots such as {@code realm_access.roles}
 */
record OidcSettings(URI issuer, String audience, @Nullable URI jwksUri, String groupsClaim) {
  OidcSettings {
    requireWeb("holdline.oidc.issuer", issuer);
    if (jwksUri != null) {
      requireWeb("holdline.oidc.jwks-uri", jwksUri);
    }
    if (audience.isBlank() || groupsClaim.isBlank()) {
      throw new IllegalArgumentException(
          "holdline.oidc.audience and holdline.oidc.groups-claim must not be blank");
    }
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
