package org.holdline.deploy.launcher;

import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import org.holdline.deploy.launcher.files.Secret;
import org.holdline.deploy.launcher.keycloak.DevelopmentRealm;
import org.holdline.deploy.launcher.tls.DevelopmentCertificate;

/** Speaks to the person at the terminal. */
final class Screen {
  private final PrintStream out;
  private final Instant begin = Instant.now();

  Screen(PrintStream out) {
    this.out = out;
  }

  void say(String line) {
    out.printf("%6.1f s  %s%n", Duration.between(begin, Instant.now()).toMillis() / 1000.0, line);
  }

  void address(String url) {
    out.printf("%nHoldline is ready: %s%n%n", url);
  }

  void users(String issuer, Secret adminPassword) {
    out.printf("  Users        %s%n", String.join(", ", DevelopmentRealm.USERS));
    out.printf("  Password     %s%n", DevelopmentRealm.PASSWORD);
    out.printf("  Sign-on      %s%n", issuer);
    out.printf(
        "               console: %s, user admin, password %s%n",
        issuer.replace("/realms/" + DevelopmentRealm.NAME, "/admin/"), adminPassword.value());
  }

  void certificate(DevelopmentCertificate certificate) {
    out.printf("  Certificate  signed by %s%n", certificate.authority());
    out.printf(
        "               Install that file on each device as a trusted authority, or accept%n");
    out.printf("               the browser's warning for both addresses.%n");
  }

  void nodes() {
    out.printf(
        "  Nodes        end one and look: kill -9 PROCESS is a crash, kill PROCESS an orderly end%n");
  }

  void folders(DataFolder data) {
    out.printf("  Data         %s%n", data.folder(""));
    out.printf("  Logs         %s%n", data.folder("*/*.log"));
    out.printf("%nCtrl-C stops it. Data stays.%n%n");
  }
}
