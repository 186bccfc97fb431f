package org.holdline.session.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.holdline.audit.control.AuditAction;
import org.holdline.audit.control.AuditEvent;
import org.holdline.identity.entity.UserId;
import org.holdline.message.control.LeaveReason;
import org.holdline.message.control.Role;
import org.holdline.platform.control.InMemoryMeters;
import org.holdline.platform.control.Metric;
import org.holdline.platform.redis.TestRedis;
import org.holdline.problem.entity.ProblemException;
import org.holdline.replay.control.Reader;
import org.holdline.replay.control.RoomLogContract;
import org.holdline.replay.control.SessionGoneException;
import org.holdline.replay.redis.RoomKeys;
import org.holdline.room.control.RoomDecisions;
import org.holdline.room.control.RoomPolicy;
import org.holdline.room.control.RulesChangedException;
import org.holdline.room.control.RulesVersion;
import org.holdline.room.entity.RoomId;
import org.holdline.session.control.Admission;
import org.holdline.session.control.Admission.Admitted;
import org.holdline.session.control.ConnectionEnd;
import org.holdline.session.control.Membership;
import org.holdline.session.control.Removals;
import org.holdline.session.control.Sessions.Hold;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Who removes whom, and how long it holds. */
class RemovalsTest {
  private static final UserId HOST = new UserId("host");
  private static final UserId ADA = new UserId("ada");

  private final TestNode node = TestNode.ofProduct();
  private final TestNode far = TestNode.ofProduct();
  private final InMemoryMeters meters = new InMemoryMeters();
  private final List<AuditEvent> audited = new ArrayList<>();
  private final Membership membership = new Membership(node.sessions(), node.bans());
  private final Removals removals =
      new Removals(node.bans(), node.rules(), membership, new RoomPolicy(), audited::add, meters);
  private final RoomId room = TestNode.freshRoom();
  private final RoomWatch watch = new RoomWatch(node.log(), room);

  @AfterEach
  void close() {
    far.close();
    node.close();
  }

  private Admitted moderator(String user) {
    return node.admit(TestNode.as(TestNode.arrival(room, user), Role.MODERATOR));
  }

  private void refused(String code, ThrowingCallable call) {
    long top = watch.top();
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            ProblemException.class, problem -> assertThat(problem.code()).isEqualTo(code));
    assertThat(watch.top()).isEqualTo(top);
  }

  @Test
  void whoIsKickedIsGoneOnEveryDeviceAndTheRoomHearsItOnce() {
    node.join(room, "host");
    var tab = node.join(room, "ada");
    var phone = far.admit(TestNode.arrival(room, "ada", "phone", null));
    far.sessions().suspend(phone.attachment(), null, ConnectionEnd.LINE_LOST);
    long before = watch.top();
    removals.kick(room, HOST, ADA);
    assertThat(watch.told(before)).containsExactly("update ada left", "left ada kicked");
    assertThat(node.renew(room, new Hold(tab.attachment(), null)))
        .containsExactly(tab.attachment());
    assertThat(node.sessions().snapshot(room).orElseThrow().hasUser(ADA)).isFalse();
    assertThat(meters.counted(Metric.PARTICIPANTS_REMOVED, "kicked")).isOne();
    node.sessions().suspend(tab.attachment(), null, ConnectionEnd.LINE_LOST);
    refused("user_not_found", () -> removals.kick(room, HOST, ADA));
  }

  @Test
  void neitherTokenNorIdentityBringsHimBackWhileItHolds() {
    node.join(room, "host");
    var ada = node.join(room, "ada");
    removals.kick(room, HOST, ADA);
    long top = watch.top();
    assertThat(far.sessions().admit(TestNode.arrival(room, "ada", "tab", ada.resumeToken())))
        .isInstanceOf(Admission.Barred.class);
    assertThat(far.sessions().admit(TestNode.arrival(room, "ada", null, null)))
        .isInstanceOf(Admission.Barred.class);
    refused("user_banned", () -> membership.require(room, ADA));
    assertThat(watch.top()).isEqualTo(top);
    expire();
    assertThat(far.join(room, "ada").resumption()).isNull();
    refused("user_not_in_room", () -> membership.require(room, new UserId("eve")));
  }

  /** As if the minute were over. */
  private void expire() {
    try (var jedis = TestRedis.shared().jedis()) {
      var bans = new RoomKeys(room).bans();
      long until = Long.parseLong(jedis.hget(bans, "ada"));
      long now = Long.parseLong(jedis.time().getFirst()) * 1000;
      assertThat(until - now).isBetween(30_000L, 61_000L);
      jedis.hset(bans, "ada", Long.toString(now - 1));
    }
  }

  @Test
  void whatHeSaysAfterwardsIsNotAccepted() {
    node.join(room, "host");
    var ada = node.join(room, "ada").attachment().key();
    removals.ban(room, HOST, ADA);
    var reader = new Reader(ada.user(), ada.session());
    var draft = RoomLogContract.draft(reader, "1", RoomLogContract.toAll(reader), "late");
    assertThatThrownBy(() -> far.log().append(room, List.of(draft), RulesVersion.ANY))
        .isInstanceOf(SessionGoneException.class);
  }

  @Test
  void aBanHoldsWhenTheRoomHasEmptiedAndUntilItIsLifted() {
    var host = node.join(room, "host");
    node.join(room, "ada");
    removals.ban(room, HOST, ADA);
    assertThat(removals.barred(room, HOST)).containsExactly(ADA);
    node.sessions().leave(host.attachment());
    assertThat(node.sessions().admit(TestNode.arrival(room, "ada")))
        .isInstanceOf(Admission.Barred.class);
    try (var jedis = TestRedis.shared().jedis()) {
      var keys = new RoomKeys(room);
      assertThat(jedis.pttl(keys.bans())).isGreaterThan(86_400_000L);
    }
    node.join(room, "host");
    removals.lift(room, HOST, ADA);
    assertThat(removals.barred(room, HOST)).isEmpty();
    assertThat(node.join(room, "ada").role()).isEqualTo(Role.PARTICIPANT);
    refused("user_not_found", () -> removals.lift(room, HOST, ADA));
  }

  @Test
  void nobodyRemovesHisEqualOrAbove() {
    node.join(room, "host");
    moderator("mod");
    moderator("other");
    node.join(room, "ada");
    var mod = new UserId("mod");
    refused("insufficient_role", () -> removals.ban(room, mod, HOST));
    refused("insufficient_role", () -> removals.kick(room, mod, new UserId("other")));
    refused("insufficient_role", () -> removals.kick(room, mod, mod));
    refused("insufficient_role", () -> removals.kick(room, HOST, HOST));
    refused("permission_denied", () -> removals.kick(room, ADA, new UserId("other")));
    refused("permission_denied", () -> removals.lift(room, ADA, mod));
    refused("permission_denied", () -> removals.barred(room, ADA));
    refused("user_not_in_room", () -> removals.kick(room, new UserId("eve"), ADA));
    removals.kick(room, mod, ADA);
    removals.ban(room, HOST, mod);
    assertThat(node.sessions().snapshot(room).orElseThrow().participantCount()).isEqualTo(2);
  }

  @Test
  void whatWasJudgedByOtherRulesRemovesAndReadmitsNobody() {
    node.join(room, "host");
    node.join(room, "ada");
    node.join(room, "bob");
    removals.ban(room, HOST, new UserId("bob"));
    var judgedBy = node.rules().read(room).version();
    var decisions = new RoomDecisions(new RoomPolicy(), Clock.systemUTC());
    far.rules().change(room, decisions.assign(HOST, ADA, Role.HOST));
    long before = watch.top();
    assertThatThrownBy(() -> node.bans().remove(room, ADA, LeaveReason.KICKED, judgedBy))
        .isInstanceOf(RulesChangedException.class);
    assertThatThrownBy(() -> node.bans().lift(room, new UserId("bob"), judgedBy))
        .isInstanceOf(RulesChangedException.class);
    assertThat(watch.top()).isEqualTo(before);
    assertThat(node.bans().barred(room)).containsExactly(new UserId("bob"));
    refused("insufficient_role", () -> removals.kick(room, HOST, ADA));
  }

  @Test
  void whatWasDecidedIsAuditedAndNothingElse() {
    node.join(room, "host");
    node.join(room, "ada");
    refused("permission_denied", () -> removals.ban(room, ADA, HOST));
    removals.ban(room, HOST, ADA);
    removals.lift(room, HOST, ADA);
    node.join(room, "ada");
    removals.kick(room, HOST, ADA);
    refused("user_not_found", () -> removals.kick(room, HOST, ADA));
    assertThat(audited)
        .containsExactly(
            AuditEvent.of(room, HOST, AuditAction.PARTICIPANT_BANNED, ADA),
            AuditEvent.of(room, HOST, AuditAction.BAN_LIFTED, ADA),
            AuditEvent.of(room, HOST, AuditAction.PARTICIPANT_KICKED, ADA));
  }
}
