package org.holdline.deploy.launcher;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.holdline.deploy.launcher.server.HoldlineServer;
import org.holdline.deploy.launcher.server.HoldlineSettings;
import org.holdline.deploy.launcher.tls.DevelopmentCertificate;

/** {@code deploy/run}: starts each part that is not elsewhere, then watches them. */
final class Run {
  static final long SERVER_MIB = 900;

  /** Nobody comes from another node, so that warming up need not be thorough. */
  private static final String WARM_UP = "HOLDLINE_WARM_UP_MAX";

  private static final String SHORT_WARM_UP = "PT5S";

  private final Options options;
  private final DataFolder data;
  private final Screen screen;
  private final Parts parts;
  private final Foundation foundation;

  Run(Options options, DataFolder data, Screen screen, Parts parts) {
    this.options = options;
    this.data = data;
    this.screen = screen;
    this.parts = parts;
    this.foundation = new Foundation(options, data, screen, parts);
  }

  /** Returns when all is healthy. */
  void start() throws InterruptedException {
    foundation.check(ports(), SERVER_MIB);
    var certificate = certificate();
    var signOn = foundation.signOn(origins(), certificate);
    var settings = foundation.under(served(certificate), signOn);
    screen.say("Starting Holdline");
    var server = parts.add(HoldlineServer.launch(settings));
    foundation.awaitSignOn(signOn);
    server.awaitReady();
    screen.address(server.url());
    signOn.ifPresent(realm -> screen.users(realm.issuer(), foundation.adminPassword()));
    certificate.ifPresent(screen::certificate);
    screen.folders(data);
  }

  private List<Options.Port> ports() {
    var ports = new ArrayList<>(List.of(options.httpPort()));
    if (options.httpsHost().isPresent()) {
      ports.add(options.httpsPort());
    }
    return ports;
  }

  private Optional<DevelopmentCertificate> certificate() throws InterruptedException {
    var host = options.httpsHost();
    return host.isEmpty()
        ? Optional.empty()
        : Optional.of(
            DevelopmentCertificate.of(
                data.folder("certificate"), host.get(), data.secret("certificate")));
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
    var plain = HoldlineSettings.local(data.folder("holdline"), options.httpPort().number());
    var settings = options.isOutside(WARM_UP) ? plain : plain.with(WARM_UP, SHORT_WARM_UP);
    return certificate.isEmpty()
        ? settings
        : settings.withHttps(
            new HoldlineSettings.Https(options.httpsPort().number(), certificate.get()));
  }

  /** Returns only by an interrupt, or by an exception that tells which part has died. */
  void watch() throws InterruptedException {
    while (true) {
      parts.requireAlive(data);
      Thread.sleep(Parts.WATCH);
    }
  }
}
