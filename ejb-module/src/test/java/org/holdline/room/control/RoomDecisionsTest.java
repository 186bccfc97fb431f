package org.holdline.room.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.holdline.identity.entity.UserId;
import org.holdline.message.control.Notice;
import org.holdline.message.control.Permission;
import org.holdline.message.control.Role;
import org.holdline.message.control.RoomFlag;
import org.holdline.message.control.RoomSettings;
import org.holdline.problem.entity.ProblemException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RoomDecisionsTest {
  private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");
  private static final UserId HOST = new UserId("host");
  private static final UserId MOD = new UserId("mod");
  private static final UserId ADA = new UserId("ada");
  private static final UserId BOB = new UserId("bob");
  private static final UserId EVE = new UserId("eve");

  private final RoomPolicy policy = new RoomPolicy();
  private final RoomDecisions decisions =
      new RoomDecisions(policy, Clock.fixed(NOW, ZoneOffset.UTC));
  private RoomNow now =
      new RoomNow(
          new RulesVersion("life:1"),
          RoomRules.initial()
              .with(new RoomRoles(Map.of(HOST, Role.HOST, MOD, Role.MODERATOR), Map.of())),
          List.of(
              new Attendee(HOST, "Host", true),
              new Attendee(BOB, "Bob", false),
              new Attendee(ADA, "Ada", true),
              new Attendee(MOD, "Mod", false)));

  private List<Notice> decide(RulesChange change) {
    var decision = change.decide(now);
    now = new RoomNow(now.version(), decision.rules(), now.attendees());
    return decision.announcements().stream().map(Announcement::notice).toList();
  }

  private void refused(String code, RulesChange change) {
    var before = now;
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> decide(change))
        .satisfies(problem -> assertThat(problem.code()).isEqualTo(code));
    assertThat(now).isEqualTo(before);
  }

  @Test
  void whatIsNotSetStaysAsItIs() {
    decide(decisions.set(HOST, Map.of("lock_room", true, "max_participants", 5L)));
    var told = decide(decisions.set(MOD, Map.of("enable_chat", false)));
    var settings = now.rules().settings();
    assertThat(settings.has(RoomFlag.LOCK_ROOM)).isTrue();
    assertThat(settings.has(RoomFlag.ENABLE_CHAT)).isFalse();
    assertThat(settings.has(RoomFlag.ENABLE_REACTIONS)).isTrue();
    assertThat(settings.participantsMax()).isEqualTo(5);
    assertThat(told).containsExactly(new Notice.RoomSettingsUpdate(settings, MOD, NOW));
    var unlimited = new HashMap<String, @Nullable Object>();
    unlimited.put("max_participants", null);
    decide(decisions.set(HOST, unlimited));
    assertThat(now.rules().settings().participantsMax()).isNull();
    assertThat(decide(decisions.set(HOST, Map.of("lock_room", true)))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "lock_room, 1",
    "lock_room, banana",
    "max_participants, 0",
    "max_participants, 10001",
    "max_participants, banana",
    "lockRoom, true",
    "max_participants, true"
  })
  void settingsAreCheckedBeforeAnyOfThemHolds(String name, String value) {
    Object said =
        switch (value) {
          case "true" -> true;
          case "banana" -> value;
          default -> Long.parseLong(value);
        };
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> decide(decisions.set(HOST, Map.of("enable_chat", false, name, said))))
        .satisfies(problem -> assertThat(problem.kind()).isEqualTo(ProblemException.Kind.INVALID))
        .satisfies(problem -> assertThat(problem.code()).isEqualTo("invalid_settings"))
        .satisfies(problem -> assertThat(problem.details()).containsEntry("field", name));
    assertThat(now.rules().settings()).isEqualTo(RoomSettings.defaults());
  }

  @Test
  void aHostGivesHisRoleAwayAndIsAModerator() {
    var told = decide(decisions.assign(HOST, BOB, Role.HOST));
    assertThat(now.rules().roles().host()).hasValue(BOB);
    assertThat(now.roleOf(HOST)).isEqualTo(Role.MODERATOR);
    assertThat(told)
        .containsExactly(
            new Notice.RoleUpdated(HOST, Role.MODERATOR, HOST, NOW),
            new Notice.RoleUpdated(BOB, Role.HOST, HOST, NOW));
    refused("insufficient_role", decisions.assign(HOST, HOST, Role.HOST));
  }

  @Test
  void aHostWhoOnlyLowersHimselfIsFollowedByTheNextInRank() {
    decide(decisions.assign(HOST, HOST, Role.PARTICIPANT));
    assertThat(now.rules().roles().host()).hasValue(MOD);
    decide(decisions.assign(MOD, MOD, Role.OBSERVER));
    assertThat(now.rules().roles().host()).hasValue(HOST);
    decide(decisions.assign(HOST, HOST, Role.OBSERVER));
    assertThat(now.rules().roles().host()).as("connected before longer there").hasValue(ADA);
    assertThat(now.rules().roles().assigned())
        .containsOnly(Map.entry(HOST, Role.OBSERVER), Map.entry(MOD, Role.OBSERVER));
  }

  @Test
  void theOnlyOneInTheRoomStaysHost() {
    now = new RoomNow(now.version(), now.rules(), List.of(new Attendee(HOST, "Host", true)));
    refused("host_required", decisions.assign(HOST, HOST, Role.PARTICIPANT));
  }

  @Test
  void nobodyRaisesHimselfOrTouchesHisEqualOrWhoIsNotThere() {
    refused("insufficient_role", decisions.assign(MOD, MOD, Role.HOST));
    refused("insufficient_role", decisions.assign(MOD, HOST, Role.OBSERVER));
    refused("insufficient_role", decisions.assign(MOD, ADA, Role.HOST));
    refused("permission_denied", decisions.assign(ADA, BOB, Role.OBSERVER));
    refused("insufficient_role", decisions.assign(ADA, ADA, Role.MODERATOR));
    refused("user_not_found", decisions.assign(HOST, EVE, Role.MODERATOR));
    refused("user_not_in_room", decisions.assign(EVE, ADA, Role.OBSERVER));
    refused("user_not_in_room", decisions.set(EVE, Map.of("lock_room", true)));
    refused("user_not_in_room", decisions.raiseHand(EVE, true));
    refused("permission_denied", decisions.set(ADA, Map.of("lock_room", true)));
  }

  @Test
  void aRoleChangeTakesAwayWhatSomebodyWasAllowedBesideHisRole() {
    decide(decisions.permit(HOST, ADA, Map.of(Permission.RECORD, true)));
    assertThat(policy.permissions(now.rules(), ADA)).contains(Permission.RECORD);
    decide(decisions.assign(MOD, ADA, Role.OBSERVER));
    assertThat(policy.permissions(now.rules(), ADA)).isEmpty();
  }

  @Test
  void somePermissionsChangeAndTheOthersStay() {
    var told = decide(decisions.permit(MOD, ADA, Map.of(Permission.SPEAK, false)));
    decide(decisions.permit(HOST, ADA, Map.of(Permission.SEND_CHAT, false)));
    assertThat(policy.permissions(now.rules(), ADA))
        .containsExactlyInAnyOrder(
            Permission.SHARE_VIDEO, Permission.SHARE_SCREEN, Permission.SHARE_FILES);
    assertThat(told)
        .singleElement()
        .isInstanceOfSatisfying(
            Notice.PermissionUpdated.class,
            each -> assertThat(each.permissions()).hasSize(4).doesNotContain(Permission.SPEAK));
    decide(decisions.permit(HOST, ADA, Map.of(Permission.SPEAK, true, Permission.SEND_CHAT, true)));
    assertThat(policy.permissions(now.rules(), ADA)).hasSize(5);
    assertThat(decide(decisions.permit(HOST, ADA, Map.of(Permission.SPEAK, true)))).isEmpty();
  }

  @Test
  void nobodyGivesWhatHeDoesNotHaveAndNobodyServesHimself() {
    decide(decisions.permit(HOST, MOD, Map.of(Permission.RECORD, false)));
    refused("permission_denied", decisions.permit(MOD, ADA, Map.of(Permission.RECORD, true)));
    refused("insufficient_role", decisions.permit(MOD, MOD, Map.of(Permission.RECORD, true)));
    refused("insufficient_role", decisions.permit(MOD, HOST, Map.of(Permission.SPEAK, false)));
    refused("permission_denied", decisions.permit(ADA, BOB, Map.of(Permission.SPEAK, false)));
    decide(decisions.permit(HOST, MOD, Map.of(Permission.MANAGE_PARTICIPANTS, false)));
    refused("permission_denied", decisions.set(MOD, Map.of("lock_room", true)));
    decide(decisions.permit(HOST, ADA, Map.of(Permission.MANAGE_PARTICIPANTS, true)));
    refused("insufficient_role", decisions.assign(ADA, BOB, Role.OBSERVER));
    decide(decisions.lowerAllHands(ADA));
  }

  @Test
  void handsStandInTheOrderInWhichTheyWentUpEachOnce() {
    assertThat(decide(decisions.raiseHand(BOB, true)))
        .containsExactly(
            new Notice.HandRaise(BOB, "Bob", true, null, NOW),
            new Notice.HandRaiseQueue(now.rules().hands(), NOW));
    decide(decisions.raiseHand(ADA, true));
    assertThat(decide(decisions.raiseHand(BOB, true))).isEmpty();
    assertThat(now.rules().hands().position(BOB)).hasValue(1);
    assertThat(now.rules().hands().position(ADA)).hasValue(2);
    decide(decisions.raiseHand(BOB, false));
    assertThat(now.rules().hands().position(ADA)).hasValue(1);
    assertThat(decide(decisions.raiseHand(BOB, false))).isEmpty();
  }

  @Test
  void whoManagesParticipantsLowersHands() {
    decide(decisions.raiseHand(ADA, true));
    decide(decisions.raiseHand(HOST, true));
    refused("permission_denied", decisions.lowerHand(BOB, ADA));
    refused("permission_denied", decisions.lowerAllHands(BOB));
    refused("user_not_found", decisions.lowerHand(MOD, EVE));
    assertThat(decide(decisions.lowerHand(MOD, ADA)))
        .contains(new Notice.HandRaise(ADA, "Ada", false, MOD, NOW));
    assertThat(decide(decisions.lowerAllHands(MOD))).hasSize(2);
    assertThat(now.rules().hands().hands()).isEmpty();
  }
}
