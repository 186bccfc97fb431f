package org.holdline.room.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.holdline.identity.entity.UserId;
import org.holdline.message.control.ChatChange;
import org.holdline.message.control.ChatMessageType;
import org.holdline.message.control.ClientPayload;
import org.holdline.message.control.MediaAction;
import org.holdline.message.control.MediaType;
import org.holdline.message.control.Passing;
import org.holdline.message.control.Permission;
import org.holdline.message.control.ReactionType;
import org.holdline.message.control.Role;
import org.holdline.message.control.RoomFlag;
import org.holdline.message.control.ScreenShare;
import org.holdline.message.control.ShareAction;
import org.holdline.message.control.ShareQuality;
import org.holdline.message.control.Target;
import org.holdline.problem.entity.ProblemException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class RoomPolicyTest {
  private final RoomPolicy policy = new RoomPolicy();

  @Test
  void hostsAndModeratorsMayDoEverythingAndObserversNothing() {
    assertThat(policy.permissions(Role.HOST)).containsExactlyInAnyOrder(Permission.values());
    assertThat(policy.permissions(Role.MODERATOR)).containsExactlyInAnyOrder(Permission.values());
    assertThat(policy.permissions(Role.OBSERVER)).isEmpty();
  }

  @Test
  void aParticipantMayTakePartButNeitherManageNorRecord() {
    assertThat(policy.permissions(Role.PARTICIPANT))
        .hasSize(5)
        .doesNotContain(Permission.MANAGE_PARTICIPANTS, Permission.RECORD);
  }

  private static final UserId ADA = new UserId("ada");
  private static final UserId BOB = new UserId("bob");
  private static final ClientPayload CHAT =
      new ClientPayload.Chat("hello", ChatMessageType.TEXT, null, null);
  private static final ClientPayload UNMUTE =
      new ClientPayload.MediaControl(MediaAction.UNMUTE, MediaType.AUDIO, null);
  private static final ClientPayload SHARE =
      new ClientPayload.MediaControl(MediaAction.VIDEO_ON, MediaType.SCREEN_SHARE, null);

  private static RoomRules ada(Role role) {
    return RoomRules.initial().with(new RoomRoles(Map.of(ADA, role), Map.of()));
  }

  private static RoomRules without(RoomRules rules, RoomFlag flag) {
    return rules.with(rules.settings().with(Map.of(flag.wireName(), false)));
  }

  private boolean maySay(RoomRules rules, ClientPayload payload) {
    return permits(() -> policy.require(rules, ADA, payload));
  }

  @Test
  void anObserverIsToldWhichPermissionHeLacks() {
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> policy.require(ada(Role.OBSERVER), ADA, CHAT))
        .satisfies(problem -> assertThat(problem.code()).isEqualTo("permission_denied"))
        .satisfies(
            problem -> assertThat(problem.details()).containsEntry("permission", "can_send_chat"));
  }

  @Test
  void switchingOneselfOffNeedsNoPermissionAndSwitchingOnNeedsThatOfTheMedium() {
    var off = new ClientPayload.MediaControl(MediaAction.MUTE, MediaType.AUDIO, null);
    assertThat(maySay(ada(Role.OBSERVER), off)).isTrue();
    assertThat(maySay(ada(Role.OBSERVER), UNMUTE)).isFalse();
    assertThat(maySay(ada(Role.OBSERVER), SHARE)).isFalse();
    assertThat(maySay(ada(Role.PARTICIPANT), SHARE)).isTrue();
  }

  @ParameterizedTest
  @EnumSource
  void whatASettingSwitchesOffIsOffForEverybody(Role role) {
    assertThat(maySay(without(ada(role), RoomFlag.ENABLE_CHAT), CHAT)).isFalse();
    assertThat(maySay(without(ada(role), RoomFlag.ENABLE_SCREEN_SHARE), SHARE)).isFalse();
    var clap = new Passing.Reaction(ReactionType.CLAP);
    assertThat(maySay(ada(role), clap)).isTrue();
    assertThat(maySay(without(ada(role), RoomFlag.ENABLE_REACTIONS), clap)).isFalse();
  }

  @Test
  void whereNobodyMayChatNobodyChangesWhatHeSaidButTakesItBack() {
    var off = without(ada(Role.HOST), RoomFlag.ENABLE_CHAT);
    assertThat(maySay(off, new ChatChange.Edit("m1", "other", null))).isFalse();
    assertThat(maySay(off, new ChatChange.Delete("m1", null))).isTrue();
  }

  @Test
  void aScreenIsNoLongerSharedWhoeverMayShareAndWhateverIsSwitchedOff() {
    var off = without(ada(Role.PARTICIPANT), RoomFlag.ENABLE_SCREEN_SHARE);
    assertThat(maySay(off, share(ShareAction.START))).isFalse();
    assertThat(maySay(off, share(ShareAction.STOP))).isTrue();
    assertThat(maySay(ada(Role.OBSERVER), share(ShareAction.START))).isFalse();
    assertThat(maySay(ada(Role.OBSERVER), share(ShareAction.STOP))).isTrue();
  }

  private static ClientPayload share(ShareAction action) {
    return new ScreenShare(action, null, ShareQuality.MEDIUM);
  }

  @Test
  void onlyThoseBelowModeratorMayBeKeptFromUnmuting() {
    for (var role : List.of(Role.HOST, Role.MODERATOR)) {
      assertThat(maySay(without(ada(role), RoomFlag.ALLOW_PARTICIPANTS_UNMUTE), UNMUTE)).isTrue();
    }
    var participant = ada(Role.PARTICIPANT);
    assertThat(maySay(participant, UNMUTE)).isTrue();
    assertThat(maySay(without(participant, RoomFlag.ALLOW_PARTICIPANTS_UNMUTE), UNMUTE)).isFalse();
  }

  @Test
  void anotherIsMutedByWhoManagesParticipants() {
    var mute =
        new ClientPayload.MediaControl(MediaAction.MUTE, MediaType.AUDIO, new Target(BOB, null));
    assertThat(maySay(ada(Role.MODERATOR), mute)).isTrue();
    assertThat(maySay(ada(Role.PARTICIPANT), mute)).isFalse();
  }

  @ParameterizedTest
  @EnumSource
  void nobodyMutesHisEqualOrWhoIsAboveHimOnOneDeviceEither(Role other) {
    var both =
        RoomRules.initial().with(new RoomRoles(Map.of(ADA, Role.MODERATOR, BOB, other), Map.of()));
    for (var device : new String[] {null, "s_2"}) {
      var mute =
          new ClientPayload.MediaControl(
              MediaAction.MUTE, MediaType.AUDIO, new Target(BOB, device));
      assertThat(maySay(both, mute)).isEqualTo(Role.MODERATOR.outranks(other));
    }
  }

  @Test
  void whoeverLosesAPermissionHasToSwitchOffWhatItWasFor() {
    var before = ada(Role.PARTICIPANT);
    assertThat(policy.silenced(before, ada(Role.OBSERVER), ADA))
        .containsExactlyInAnyOrder(MediaType.values());
    assertThat(policy.silenced(before, without(before, RoomFlag.ENABLE_SCREEN_SHARE), ADA))
        .containsExactly(MediaType.SCREEN_SHARE);
    assertThat(policy.silenced(ada(Role.OBSERVER), before, ADA)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "HOST, PARTICIPANT, HOST, false, true",
    "HOST, HOST, PARTICIPANT, false, false",
    "HOST, HOST, PARTICIPANT, true, true",
    "MODERATOR, PARTICIPANT, MODERATOR, false, true",
    "MODERATOR, PARTICIPANT, HOST, false, false",
    "MODERATOR, HOST, OBSERVER, false, false",
    "MODERATOR, MODERATOR, OBSERVER, false, false",
    "MODERATOR, MODERATOR, HOST, true, false",
    "PARTICIPANT, OBSERVER, PARTICIPANT, false, false",
    "OBSERVER, OBSERVER, PARTICIPANT, true, false"
  })
  void rankIsGivenUpToOnesOwnAndTakenFromThoseBelow(
      Role actor, Role current, Role wanted, boolean self, boolean permitted) {
    var ada = ADA;
    var bob = self ? ADA : BOB;
    var roles = self ? Map.of(ada, actor) : Map.of(ada, actor, bob, current);
    var rules = RoomRules.initial().with(new RoomRoles(roles, Map.of()));
    assertThat(permits(() -> policy.requireRoleChange(rules, ada, bob, wanted)))
        .isEqualTo(permitted);
  }

  @Test
  void theHighestGroupDecidesTheRoleAndNoGroupMakesAParticipant() {
    var groups = GroupRoles.standard();
    assertThat(groups.roleOf(Set.of("staff", "administrator"))).isEqualTo(Role.MODERATOR);
    assertThat(groups.roleOf(Set.of("staff"))).isEqualTo(Role.PARTICIPANT);
  }

  private static boolean permits(Runnable action) {
    try {
      action.run();
      return true;
    } catch (ProblemException refused) {
      return false;
    }
  }
}
