package org.holdline.system.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.holdline.system.proxy.FaultProxy;
import org.holdline.system.stage.OnStage;
import org.holdline.system.stage.Stage;
import org.holdline.system.wire.Doors;
import org.junit.jupiter.api.Test;

/** The provider's keys are out of reach: nobody who is in notices, and whoever comes is let in. */
@OnStage
class SignOnAwayIT {
  private static final Duration NOTICED = Duration.ofSeconds(60);

  private static final String METRICS = "/metrics?scope=application";
  private static final String METRICS_TOKEN = "for-a-scraper-only";

  private final Stage stage;
  private final String room = Doors.newRoom();

  SignOnAwayIT(Stage stage) {
    this.stage = stage;
  }

  private static String keysThrough(FaultProxy line, URI issuer) {
    return "http://127.0.0.1:" + line.port() + issuer.getPath() + "/protocol/openid-connect/certs";
  }

  @Test
  void roomsAndSignOnGoOnWithTheKeysThatAreKnown() throws Exception {
    var issuer =
        URI.create(String.valueOf(stage.settings().environment().get("HOLDLINE_OIDC_ISSUER")));
    try (var line = FaultProxy.to(issuer.getPort());
        var own =
            OwnServer.start(
                stage,
                "sign-on-away",
                Map.of(
                    "HOLDLINE_OIDC_JWKS_URI",
                    keysThrough(line, issuer),
                    "HOLDLINE_METRICS_TOKEN",
                    METRICS_TOKEN));
        var ada = own.enter(room, stage.token("ada"))) {
      line.cutCleanly();
      await()
          .atMost(NOTICED)
          .untilAsserted(() -> assertThat(own.down()).isEqualTo(List.of("identity")));
      assertThat(own.doors().getOpenly("/health/ready").statusCode()).isEqualTo(200);
      try (var alan = own.enter(room, stage.token("alan"))) {
        ada.awaitAck(ada.say("to who has just signed on"));
        assertThat(alan.await("chat-message").getString("content"))
            .isEqualTo("to who has just signed on");
        alan.cut();
        ada.awaitAck(ada.say("to who comes back"));
        try (var again = own.resume(room, stage.token("alan"), alan)) {
          assertThat(again.await("chat-message").getString("content"))
              .isEqualTo("to who comes back");
        }
      }
      assertThat(own.doors().ticket(stage.token("barbara"))).isNotEmpty();
      assertThat(own.doors().get(METRICS, METRICS_TOKEN).statusCode()).isEqualTo(200);
      assertThat(own.doors().get(METRICS, "another").statusCode()).isEqualTo(401);
      assertThat(ada.isOpen()).isTrue();
      line.restore();
      own.awaitHealth(200);
    }
  }
}
