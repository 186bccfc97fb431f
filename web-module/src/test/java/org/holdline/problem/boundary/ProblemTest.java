package org.holdline.problem.boundary;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.holdline.problem.entity.ProblemException;
import org.holdline.problem.entity.ProblemException.Kind;
import org.holdline.problem.entity.UnavailableException;
import org.holdline.room.entity.RoomId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ProblemTest {
  @Test
  void aRefusalIsShownInTheWordsOfTheStandard() {
    var details = Map.of("room", new RoomId("standup"), "max", 50);
    var problem = Problem.of(new ProblemException(Kind.FORBIDDEN, "room_full", "Full", details));
    assertThat(problem.json().toString())
        .contains(
            "\"type\":\"/webrtc/problems/room_full\"", "\"title\":\"Full\"", "\"detail\":\"Full\"")
        .contains("\"status\":403", "\"code\":\"room_full\"")
        .contains("\"room\":\"standup\"", "\"max\":50");
  }

  @ParameterizedTest
  @EnumSource
  void everyKindIsAFailure(Kind kind) {
    assertThat(Problem.of(new ProblemException(kind, "code", "Title")).status())
        .isBetween(400, 599);
  }

  @Test
  void waitingIsRoundedUp() {
    assertThat(Problem.of(new UnavailableException("x", "X")).headers())
        .containsEntry("Retry-After", "2");
    var wait = Duration.ofMillis(1);
    assertThat(Problem.of(new ProblemException(Kind.TOO_MANY, "x", "X", Map.of(), wait)).headers())
        .containsEntry("Retry-After", "1");
  }

  @Test
  void onlyATokenThatWasThereIsCalledInvalid() {
    assertThat(challengeFor("unauthorized")).isEqualTo("Bearer");
    assertThat(challengeFor("token_expired")).isEqualTo("Bearer error=\"invalid_token\"");
  }

  private static String challengeFor(String code) {
    var problem = Problem.of(new ProblemException(Kind.UNAUTHENTICATED, code, "Title"));
    return problem.headers().getOrDefault("WWW-Authenticate", "");
  }

  @Test
  void aFaultOfOursShowsNothingButANumber() {
    var cause = new IllegalStateException("password of the database");
    var shown = ProblemMapper.unexpected(new IllegalArgumentException("inside", cause)).json();
    assertThat(shown.getInt("status")).isEqualTo(500);
    assertThat(shown.getString("code")).isEqualTo("internal_error");
    assertThat(shown.getJsonObject("details")).containsOnlyKeys("error_id");
    assertThat(shown.toString()).doesNotContain("password", "inside", "Exception");
  }
}
