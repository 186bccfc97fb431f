package org.holdline.room.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.holdline.identity.entity.UserId;
import org.holdline.message.control.MediaAction;
import org.holdline.message.control.MediaType;
import org.holdline.message.control.Notice;
import org.holdline.message.control.Role;
import org.holdline.problem.entity.ProblemException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MediaDecisionsTest {
  private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");

  private final MediaDecisions decisions =
      new MediaDecisions(new RoomPolicy(), Clock.fixed(NOW, ZoneOffset.UTC));
  private final RoomNow now =
      new RoomNow(
          new RulesVersion("life:1"),
          RoomRules.initial()
              .with(
                  new RoomRoles(
                      Map.of(
                          new UserId("host"), Role.HOST,
                          new UserId("max"), Role.MODERATOR,
                          new UserId("mia"), Role.MODERATOR,
                          new UserId("olaf"), Role.OBSERVER),
                      Map.of())),
          Stream.of("host", "max", "mia", "ada", "olaf")
              .map(user -> new Attendee(new UserId(user), user + "'s name", true))
              .toList());

  private List<Announcement> muteAll(String actor) {
    var decision = decisions.muteAll(new UserId(actor)).decide(now);
    assertThat(decision.rules()).isEqualTo(now.rules());
    return decision.announcements();
  }

  @ParameterizedTest
  @CsvSource({"host, max mia ada olaf", "max, ada olaf"})
  void everybodyBelowIsAskedByAMessageOfHisOwn(String actor, String asked) {
    var told = muteAll(actor);
    assertThat(told)
        .extracting(each -> String.valueOf(each.to()))
        .containsExactly(asked.split(" ", -1));
    for (var each : told) {
      var control = (Notice.MediaControl) each.notice();
      assertThat(control.action()).isEqualTo(MediaAction.MUTE);
      assertThat(control.mediaType()).isEqualTo(MediaType.AUDIO);
      assertThat(control.author())
          .isEqualTo(new Notice.Author(new UserId(actor), actor + "'s name", null));
      assertThat(control.target()).isNotNull();
    }
  }

  @ParameterizedTest
  @CsvSource({"ada, permission_denied", "olaf, permission_denied", "stranger, user_not_in_room"})
  void whoDoesNotManageParticipantsAsksNobody(String actor, String code) {
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> muteAll(actor))
        .satisfies(problem -> assertThat(problem.code()).isEqualTo(code));
  }
}
