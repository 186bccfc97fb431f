package org.holdline.deploy.launcher.keycloak;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.holdline.deploy.launcher.files.Secret;
import org.holdline.deploy.launcher.tls.DevelopmentCertificate;
import org.jspecify.annotations.Nullable;

/**
 * Where and how to run Keycloak.
 *
 * @param directory its data and log; made when missing, kept afterwards
 * @param port of HTTP at 127.0.0.1, or of HTTPS at all addresses when there is a certificate
 * @param adminPassword of {@code admin}; only the first start in a directory sets it
 * @param applicationOrigins where the application is served: browsers may sign in from there
 */
public record KeycloakSettings(
    Path directory,
    int port,
    Secret adminPassword,
    List<String> applicationOrigins,
    @Nullable DevelopmentCertificate certificate) {

  public static KeycloakSettings local(
      Path directory, int port, Secret adminPassword, List<String> applicationOrigins) {
    return new KeycloakSettings(directory, port, adminPassword, applicationOrigins, null);
  }

  Optional<DevelopmentCertificate> tls() {
    return Optional.ofNullable(certificate);
  }

  /** The one name of it: the issuer is part of every token. */
  String url() {
    return tls().map(tls -> "https://" + tls.host()).orElse("http://127.0.0.1") + ":" + port;
  }
}
