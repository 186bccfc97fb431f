package org.holdline.identity.oidc;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Clock;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.holdline.identity.control.SignOn;
import org.holdline.identity.control.TokenVerifier;

/** Reads the settings of sign-on; without an issuer the application does not start. */
@ApplicationScoped
public class OidcProducer {
  @Produces
  @Singleton
  OidcSettings settings(
      @ConfigProperty(name = "holdline.oidc.issuer") URI issuer,
      @ConfigProperty(name = "holdline.oidc.audience", defaultValue = "holdline") String audience,
      @ConfigProperty(name = "holdline.oidc.jwks-uri") Optional<URI> jwksUri,
      @ConfigProperty(name = "holdline.oidc.name-claims", defaultValue = "name,preferred_username")
          String nameClaims,
      @ConfigProperty(name = "holdline.oidc.groups-claim", defaultValue = "groups")
          String groupsClaim) {
    return new OidcSettings(
        issuer, audience, jwksUri.orElse(null), OidcSettings.names(nameClaims), groupsClaim);
  }

  @Produces
  @Singleton
  SignOn signOn(
      OidcSettings settings,
      @ConfigProperty(name = "holdline.oidc.client-id", defaultValue = "holdline-web")
          String clientId,
      @ConfigProperty(name = "holdline.oidc.scope", defaultValue = "openid profile") String scope) {
    return new SignOn(settings.issuer(), clientId, scope);
  }

  @Produces
  @Singleton
  ProviderKeys keys(OidcSettings settings, Clock clock) {
    return new ProviderKeys(settings, clock);
  }

  @Produces
  @Singleton
  TokenVerifier verifier(OidcSettings settings, ProviderKeys keys, Clock clock) {
    return new OidcTokenVerifier(settings, keys, clock);
  }
}
