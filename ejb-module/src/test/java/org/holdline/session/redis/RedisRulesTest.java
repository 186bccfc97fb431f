package org.holdline.session.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.holdline.identity.entity.UserId;
import org.holdline.message.control.Permission;
import org.holdline.message.control.Role;
import org.holdline.message.control.RoomFlag;
import org.holdline.message.control.RoomSettings;
import org.holdline.platform.redis.TestRedis;
import org.holdline.problem.entity.UnavailableException;
import org.holdline.replay.control.SessionGoneException;
import org.holdline.replay.redis.RoomKeys;
import org.holdline.room.control.RoomDecisions;
import org.holdline.room.control.RoomPolicy;
import org.holdline.room.control.RulesVersion;
import org.holdline.room.entity.RoomId;
import org.holdline.session.control.RulesStore.Asked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How long a room's rules live, and who changes them at the same time. */
class RedisRulesTest {
  private static final UserId HOST = new UserId("host");
  private static final UserId ADA = new UserId("ada");
  private static final UserId BOB = new UserId("bob");

  private final TestNode node = TestNode.ofProduct();
  private final TestNode far = TestNode.ofProduct();
  private final RoomPolicy policy = new RoomPolicy();
  private final RoomDecisions decisions = new RoomDecisions(policy, Clock.systemUTC());
  private final RoomId room = TestNode.freshRoom();
  private final RoomWatch watch = new RoomWatch(node.log(), room);

  @AfterEach
  void close() {
    far.close();
    node.close();
  }

  private Role role(String user) {
    return node.rules().read(room).roleOf(new UserId(user));
  }

  @Test
  void whatWasAgreedOnGoesWithTheLastParticipant() {
    var host = node.join(room, "host");
    var before = node.rules().read(room).version();
    node.rules().change(room, decisions.set(HOST, Map.of("enable_chat", false)));
    node.rules().change(room, decisions.raiseHand(HOST, true));
    node.sessions().leave(host.attachment());
    try (var jedis = TestRedis.shared().jedis()) {
      assertThat(jedis.exists(new RoomKeys(room).rules(), new RoomKeys(room).roles())).isZero();
    }
    assertThat(node.rules().read(room).version()).isEqualTo(RulesVersion.NONE);
    node.join(room, "ada");
    var next = far.rules().read(room);
    assertThat(next.rules().settings()).isEqualTo(RoomSettings.defaults());
    assertThat(next.rules().hands().hands()).isEmpty();
    assertThat(life(next.version())).isNotEqualTo(life(before));
  }

  private static String life(RulesVersion version) {
    return version.value().substring(0, version.value().lastIndexOf(':'));
  }

  @Test
  void theComingAndGoingOfParticipantsChangesNoVersion() {
    node.join(room, "host");
    var version = node.rules().read(room).version();
    var ada = node.join(room, "ada");
    node.sessions().leave(ada.attachment());
    assertThat(far.rules().isCurrent(room, version)).isTrue();
    node.admit(TestNode.as(TestNode.arrival(room, "mod"), Role.MODERATOR));
    assertThat(far.rules().isCurrent(room, version)).isFalse();
  }

  @Test
  void whoeverWasMadeSomethingIsItAgainWhenHeComesBackWhateverHisGroups() {
    node.join(room, "host");
    var mod = TestNode.as(TestNode.arrival(room, "ada"), Role.MODERATOR);
    var ada = node.admit(mod);
    far.rules().change(room, decisions.assign(HOST, ADA, Role.OBSERVER));
    far.rules().change(room, decisions.permit(HOST, ADA, Map.of(Permission.SEND_CHAT, true)));
    assertThat(node.admit(mod).role()).isEqualTo(Role.OBSERVER);
    node.sessions().regroup(ada.attachment(), Role.MODERATOR);
    assertThat(role("ada")).isEqualTo(Role.OBSERVER);
    var again = node.admit(mod);
    node.sessions().leave(again.attachment());
    assertThat(node.admit(mod).role()).isEqualTo(Role.OBSERVER);
    var rules = node.rules().read(room).rules();
    assertThat(policy.permissions(rules, ADA)).containsExactly(Permission.SEND_CHAT);
  }

  @Test
  void whoeverLeavesTakesHisHandDownAndTheOthersMoveUp() {
    node.join(room, "host");
    var ada = node.join(room, "ada");
    node.join(room, "bob");
    node.rules().change(room, decisions.raiseHand(ADA, true));
    var raised = far.rules().change(room, decisions.raiseHand(BOB, true)).after();
    var since = raised.rules().hands().hands().getLast().raisedAt();
    assertThat(node.admit(TestNode.arrival(room, "bob", "phone", null)).snapshot().sessions())
        .filteredOn(each -> each.userId().equals(BOB))
        .hasSize(2)
        .allMatch(each -> since.equals(each.media().handRaisedAt()));
    long before = watch.top();
    var version = node.rules().read(room).version();
    node.sessions().leave(ada.attachment());
    assertThat(watch.told(before)).containsExactly("left ada left", "hand-raise-queue");
    assertThat(far.rules().read(room).rules().hands().position(BOB)).hasValue(1);
    assertThat(far.rules().isCurrent(room, version)).isFalse();
    node.join(room, "ada");
    assertThat(node.rules().read(room).rules().hands().has(ADA)).isFalse();
  }

  @Test
  void whatHasChangedMeanwhileIsDecidedAnew() {
    node.join(room, "host");
    var asked = new AtomicInteger();
    var changed =
        node.rules()
            .change(
                room,
                now -> {
                  if (asked.incrementAndGet() == 1) {
                    far.rules().change(room, decisions.set(HOST, Map.of("lock_room", true)));
                  }
                  return decisions.set(HOST, Map.of("max_participants", 7L)).decide(now);
                });
    assertThat(asked).hasValue(2);
    var settings = far.rules().read(room).rules().settings();
    assertThat(settings).isEqualTo(changed.after().rules().settings());
    assertThat(settings.has(RoomFlag.LOCK_ROOM)).isTrue();
    assertThat(settings.participantsMax()).isEqualTo(7);
  }

  @Test
  void whoeverCannotDecideForOthersDecidingIsToldToComeAgain() {
    node.join(room, "host");
    var flags = new AtomicInteger();
    assertThatExceptionOfType(UnavailableException.class)
        .isThrownBy(() ->
            node.rules()
                .change(
                    room,
                    now -> {
                      boolean on = flags.incrementAndGet() % 2 == 1;
                      far.rules().change(room, decisions.set(HOST, Map.of("enable_chat", !on)));
                      return decisions.set(HOST, Map.of("lock_room", true)).decide(now);
                    }));
    assertThat(flags.get()).isLessThan(20);
  }

  @Test
  void ofTwoModeratorsWhoDemoteEachOtherOneIsLeft() {
    node.join(room, "host");
    for (var user : List.of("ada", "bob")) {
      node.admit(TestNode.as(TestNode.arrival(room, user), Role.MODERATOR));
    }
    node.rules().change(room, decisions.assign(HOST, ADA, Role.HOST));
    var demoted = decisions.assign(ADA, BOB, Role.PARTICIPANT);
    var meanwhile =
        node.rules()
            .change(
                room,
                now -> {
                  if (now.roleOf(BOB) == Role.MODERATOR) {
                    far.rules().change(room, demoted);
                  }
                  return decisions.raiseHand(BOB, true).decide(now);
                });
    assertThat(meanwhile.after().roleOf(BOB)).isEqualTo(Role.PARTICIPANT);
    assertThat(role("host")).isEqualTo(Role.MODERATOR);
    assertThat(role("ada")).isEqualTo(Role.HOST);
  }

  @Test
  void aMessageThatIsSentAgainChangesNothingAgain() {
    node.join(room, "host");
    var host = node.join(room, "ada").attachment();
    var first = new Asked(host, "tab", "1");
    var raised = node.rules().change(first, decisions.raiseHand(ADA, true));
    node.rules().change(new Asked(host, "tab", "2"), decisions.raiseHand(ADA, false));
    var again = far.rules().change(first, decisions.raiseHand(ADA, true));
    assertThat(again.position()).isEqualTo(raised.position());
    assertThat(again.duplicate()).isTrue();
    assertThat(node.rules().read(room).rules().hands().hands()).isEmpty();
  }

  @Test
  void anOlderConnectionChangesNothing() {
    var first = node.join(room, "ada").attachment();
    far.join(room, "ada");
    var asked = new Asked(first, "tab", "1");
    assertThatExceptionOfType(SessionGoneException.class)
        .isThrownBy(() -> node.rules().change(asked, decisions.raiseHand(ADA, true)))
        .matches(SessionGoneException::isSuperseded);
    assertThat(node.rules().read(room).rules().hands().hands()).isEmpty();
  }

  @Test
  void aDamagedRuleIsLeftOutAndTheOthersHold() {
    node.join(room, "host");
    node.rules().change(room, decisions.set(HOST, Map.of("enable_chat", false)));
    try (var jedis = TestRedis.shared().jedis()) {
      jedis.hset(new RoomKeys(room).rules(), "hand:host", "{");
      jedis.hset(new RoomKeys(room).rules(), "may:host", "7");
    }
    var ada = node.join(room, "ada");
    assertThat(ada.snapshot().rules().settings().has(RoomFlag.ENABLE_CHAT)).isFalse();
    node.rules().change(room, decisions.raiseHand(ADA, true));
    node.sessions().leave(ada.attachment());
    assertThat(node.rules().read(room).rules().hands().hands()).isEmpty();
  }
}
