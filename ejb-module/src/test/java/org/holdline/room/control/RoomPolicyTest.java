package org.holdline.room.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

import java.util.Map;
import java.util.Set;
import org.holdline.identity.entity.UserId;
import org.holdline.message.control.ChatMessageType;
import org.holdline.message.control.ClientPayload;
import org.holdline.message.control.MediaAction;
import org.holdline.message.control.MediaType;
import org.holdline.message.control.Permission;
import org.holdline.message.control.Role;
import org.holdline.message.control.Target;
import org.holdline.problem.entity.ProblemException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

  @Test
  void anObserverIsToldWhichPermissionHeLacks() {
    var observer =
        RoomRules.initial().with(new RoomRoles(Map.of(new UserId("ada"), Role.OBSERVER), Map.of()));
    var chat = new ClientPayload.Chat("hello", ChatMessageType.TEXT, null, null);
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> policy.require(observer, new UserId("ada"), chat))
        .satisfies(problem -> assertThat(problem.code()).isEqualTo("permission_denied"))
        .satisfies(
            problem -> assertThat(problem.details()).containsEntry("permission", "can_send_chat"));
  }

  @Test
  void switchingOneselfOffNeedsNoPermissionAndSwitchingOnNeedsThatOfTheMedium() {
    var off = new ClientPayload.MediaControl(MediaAction.MUTE, MediaType.AUDIO, null);
    var screen = new ClientPayload.MediaControl(MediaAction.VIDEO_ON, MediaType.SCREEN_SHARE, null);
    var observer =
        RoomRules.initial().with(new RoomRoles(Map.of(new UserId("ada"), Role.OBSERVER), Map.of()));
    assertThatNoException().isThrownBy(() -> policy.require(observer, new UserId("ada"), off));
    assertThat(screen.permission()).contains(Permission.SHARE_SCREEN);
  }

  @Test
  void mutingAnotherNeedsToManageParticipants() {
    var other = new Target(new UserId("bob"), null);
    var mute = new ClientPayload.MediaControl(MediaAction.MUTE, MediaType.AUDIO, other);
    assertThat(mute.permission()).contains(Permission.MANAGE_PARTICIPANTS);
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
    var ada = new UserId("ada");
    var bob = self ? ada : new UserId("bob");
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
