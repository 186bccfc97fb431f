package org.holdline.system.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.holdline.system.stage.OnStage;
import org.holdline.system.stage.Realm;
import org.holdline.system.stage.Stage;
import org.holdline.system.wire.Doors;
import org.holdline.system.wire.Json;
import org.junit.jupiter.api.Test;

/** When the server gives a connection up, and how it writes to one that it believes in. */
@OnStage
class LivenessIT {
  /** The promise, and what a busy machine may add to it. */
  private static final Duration DEAD_WITHIN = Duration.ofMillis(2_000 + 500);

  private final Stage stage;
  private final Doors doors;
  private final String room = Doors.newRoom();

  LivenessIT(Stage stage) {
    this.stage = stage;
    doors = new Doors(stage.direct());
  }

  @Test
  void anSdkInUseThatFallsSilentIsGivenUpWithinTwoSeconds() {
    try (var ada = doors.enter(room, stage.token("ada"));
        var alan = doors.sdk(room, stage.token("alan"))) {
      alan.join(Map.of("background", false));
      alan.joined();
      long silentSince = System.nanoTime();
      assertThat(alan.awaitClose()).isEqualTo(4408);
      var silent = Duration.ofNanos(System.nanoTime() - silentSince);
      assertThat(silent).isBetween(Duration.ofMillis(1_500), DEAD_WITHIN);
      ada.awaitEnvelope(each -> each.toString().contains("suspended"));
      assertThat(ada.received("user-left")).isEmpty();
      System.out.printf("a silent SDK is given up after %d ms%n", silent.toMillis());
    }
  }

  @Test
  void whoKeepsPingingStays() {
    try (var alan = doors.sdk(room, stage.token("alan"))) {
      alan.join(Map.of("background", false));
      alan.joined();
      await()
          .pollInterval(Duration.ofMillis(500))
          .atMost(Duration.ofSeconds(20))
          .until(() -> {
            alan.send("ping", Json.of());
            return alan.received("pong").size() >= 8;
          });
      assertThat(alan.isOpen()).isTrue();
    }
  }

  @Test
  void whoDoesNotJoinInTimeIsClosed() {
    try (var silent = doors.sdk(room, stage.token("alan"))) {
      assertThat(silent.awaitClose()).isEqualTo(4408);
    }
    assertThat(stage.redisKeys(room)).isEmpty();
  }

  @Test
  void aTokenThatEndsEndsItsConnectionUnlessItIsRefreshedInBand() {
    try (var ended = doors.enter(room, stage.realm().shortToken("alan"));
        var refreshed = doors.enter(room, stage.realm().shortToken("barbara"))) {
      var before = refreshed.joined().getString("token_expires_at");
      refreshed.send("refresh", Json.of("token", stage.token("barbara")));
      assertThat(refreshed.await("refreshed").getString("token_expires_at")).isGreaterThan(before);
      assertThat(ended.awaitClose()).isEqualTo(4401);
      long outlived = System.nanoTime() + Realm.SHORT_LIFE.toNanos();
      await().atMost(10, TimeUnit.SECONDS).until(() -> System.nanoTime() > outlived);
      refreshed.settle(0);
      assertThat(refreshed.isOpen()).isTrue();
      assertThat(refreshed.received("user-left")).isEmpty();
    }
  }

  @Test
  void aTokenOfSomebodyElseRefreshesNothing() {
    try (var alan = doors.enter(room, stage.token("alan"))) {
      var error = alan.awaitError(alan.send("refresh", Json.of("token", stage.token("ada"))));
      assertThat(error.getString("code")).isEqualTo("invalid_token");
      alan.settle(0);
    }
  }

  @Test
  void whatWaitsIsWrittenInOneFrameToWhoCanReadThat() {
    int count = 200;
    try (var ada = doors.enter(room, stage.token("ada"));
        var sdk = doors.enter(room, stage.token("alan"));
        var plain = doors.plain(room, stage.token("barbara"))) {
      plain.joined();
      var last = IntStream.range(0, count).mapToObj(n -> ada.say("word " + n)).reduce((a, b) -> b);
      long position = ada.awaitAck(last.orElseThrow()).getJsonNumber("sequence").longValue();
      sdk.settle(position);
      plain.settle(position);
      assertThat(sdk.said()).hasSize(count).isEqualTo(plain.said());
      assertThat(plain.frames()).allMatch(frame -> frame.startsWith("{"));
      assertThat(plain.frames()).hasSameSizeAs(plain.received());
      assertThat(sdk.frames()).anyMatch(frame -> frame.startsWith("["));
      assertThat(sdk.frames()).allMatch(frame -> frame.length() <= 64 * 1024);
    }
  }
}
