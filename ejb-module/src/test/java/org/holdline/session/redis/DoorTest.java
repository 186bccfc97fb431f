package org.holdline.session.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.holdline.identity.entity.UserId;
import org.holdline.message.control.LeaveReason;
import org.holdline.message.control.PendingReason;
import org.holdline.message.control.Role;
import org.holdline.message.control.RoomFlag;
import org.holdline.message.control.RoomSettings;
import org.holdline.replay.redis.RoomKeys;
import org.holdline.room.control.Decision;
import org.holdline.room.control.LiveRooms;
import org.holdline.room.control.RoomNow;
import org.holdline.room.control.RulesChange;
import org.holdline.room.control.Verdict;
import org.holdline.room.control.Verdict.Cause;
import org.holdline.room.control.Verdict.Enter;
import org.holdline.room.control.Verdict.Refuse;
import org.holdline.room.control.Verdict.Wait;
import org.holdline.room.entity.RoomId;
import org.holdline.session.control.Admission;
import org.holdline.session.control.Admission.Admitted;
import org.holdline.session.control.DoorJudge;
import org.holdline.session.control.DoorMark;
import org.holdline.session.control.Sessions;
import org.holdline.session.control.WaitingRoom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The door of a room: judged by what is true when somebody goes through it, and those who wait. */
class DoorTest {
  private static final Enter ENTER = enter(Role.PARTICIPANT, false);

  private final TestNode node = TestNode.ofProduct();
  private final RoomId room = TestNode.freshRoom();
  private final SessionScript runner =
      new SessionScript(node.redis(), Clock.systemUTC(), TestNode.REPLAY, TestNode.SESSIONS);
  private final LiveRooms live = new RedisLiveRooms(runner, forgotten -> {});
  private final WaitingRoom waitingRoom =
      new RedisWaitingRoom(node.redis(), Clock.systemUTC(), TestNode.REPLAY, TestNode.SESSIONS);

  @AfterEach
  void close() {
    node.close();
  }

  private static Enter enter(Role role, boolean lasting) {
    return new Enter(role, lasting, 50, false, false, null);
  }

  private Sessions judgedBy(DoorJudge judge) {
    return new RedisSessions(
        node.redis(), Clock.systemUTC(), TestNode.REPLAY, TestNode.SESSIONS, judge);
  }

  /** Each judgement in turn, made of what was known at it. */
  @SafeVarargs
  private Admission admit(String user, Function<RoomNow, Verdict>... judgements) {
    var turn = new AtomicInteger();
    var sessions = judgedBy((arrival, now) -> judgements[turn.getAndIncrement()].apply(now));
    var admission = sessions.admit(TestNode.arrival(room, user));
    assertThat(turn).hasValue(judgements.length);
    return admission;
  }

  private static UserId user(String name) {
    return new UserId(name);
  }

  private Role roleOf(String user) {
    return node.sessions().snapshot(room).orElseThrow().rules().roles().of(user(user));
  }

  @Test
  void whatChangesAtTheDoorWhileSomebodyIsJudgedIsJudgedAgain() {
    var admission =
        admit(
            "ada",
            now -> {
              live.end(room, LeaveReason.ROOM_CLOSED);
              return ENTER;
            },
            now -> new Refuse(Cause.ROOM_CLOSED, null));
    assertThat(admission).isEqualTo(new Admission.Refused(Cause.ROOM_CLOSED, null));
    assertThat(node.sessions().snapshot(room).map(each -> each.sessions()).orElse(List.of()))
        .isEmpty();
  }

  @Test
  void whatChangesOfTheRulesWhileSomebodyIsJudgedIsJudgedAgain() {
    node.join(room, "host");
    var admission =
        admit(
            "ada",
            now -> {
              assertThat(now.find(user("host"))).isPresent();
              node.join(room, "moderator");
              node.rules().change(room, lock());
              return ENTER;
            },
            now -> {
              assertThat(now.rules().settings().has(RoomFlag.LOCK_ROOM)).isTrue();
              return new Refuse(Cause.ROOM_LOCKED, null);
            });
    assertThat(admission).isInstanceOf(Admission.Refused.class);
  }

  private static RulesChange lock() {
    return now ->
        Decision.of(now.rules().with(now.rules().settings().with(Map.of("lock_room", true))));
  }

  @Test
  void whoeverHasASessionIsNotJudged() {
    var ada = node.join(room, "ada");
    var sessions =
        judgedBy((arrival, now) -> {
          throw new AssertionError("judged");
        });
    var back = sessions.admit(TestNode.arrival(room, "ada", "ada-client", ada.resumeToken()));
    assertThat(((Admitted) back).attachment().key()).isEqualTo(ada.attachment().key());
  }

  @Test
  void whoeverIsRefusedOrWaitsLeavesNoTraceInTheRoom() {
    assertThat(admit("ada", now -> new Refuse(Cause.ROOM_NOT_FOUND, null)))
        .isInstanceOf(Admission.Refused.class);
    assertThat(admit("ada", now -> new Wait(PendingReason.APPROVAL)))
        .isInstanceOf(Admission.Waiting.class);
    var keys = new RoomKeys(room);
    for (var key : List.of(keys.meta(), keys.participants(), keys.roles(), keys.rules())) {
      boolean exists = node.redis().call(key, jedis -> jedis.exists(key));
      assertThat(exists).as(key).isFalse();
    }
  }

  @Test
  void theOwnerTakesOverFromWhoeverLedUntilHeCameAndKeepsItWhenHeComesBack() {
    admit("ada", now -> enter(Role.MODERATOR, true));
    assertThat(roleOf("ada")).isEqualTo(Role.HOST);
    var owner = (Admitted) admit("owner", now -> enter(Role.HOST, true));
    assertThat(owner.role()).isEqualTo(Role.HOST);
    assertThat(roleOf("ada")).isEqualTo(Role.MODERATOR);
    var back = node.admit(TestNode.arrival(room, "owner", "owner-client", owner.resumeToken()));
    assertThat(back.role()).isEqualTo(Role.HOST);
  }

  @Test
  void aRoleOfTheRoomCountsMoreThanGroupsAlsoAfterAResume() {
    node.join(room, "host");
    var ada = (Admitted) admit("ada", now -> enter(Role.MODERATOR, true));
    var back = node.admit(TestNode.arrival(room, "ada", "ada-client", ada.resumeToken()));
    assertThat(back.role()).isEqualTo(Role.MODERATOR);
    node.sessions().regroup(back.attachment(), Role.PARTICIPANT);
    assertThat(roleOf("ada")).isEqualTo(Role.MODERATOR);
  }

  @Test
  void aMeetingBeginsWithTheSettingsOfItsRoomAndNothingOfTheOneBefore() {
    var muted = RoomSettings.defaults().with(Map.of("mute_on_entry", true));
    var first =
        (Admitted) admit("ada", now -> new Enter(Role.PARTICIPANT, false, 50, true, true, muted));
    assertThat(first.snapshot().rules().settings()).isEqualTo(muted);
    assertThat(first.snapshot().sessions().getFirst().media().audioEnabled()).isFalse();
    assertThat(first.snapshot().sessions().getFirst().media().videoEnabled()).isFalse();
    node.sessions().leave(first.attachment());
    var next = (Admitted) admit("bob", now -> ENTER);
    assertThat(next.snapshot().rules().settings()).isEqualTo(RoomSettings.defaults());
  }

  @Test
  void thoseWhoWaitAreKnownInTheOrderOfComingAndOnlyModeratorsAreTold() {
    node.join(room, "host");
    node.join(room, "guest");
    assertThat(waitingRoom.wait(room, Map.of(user("ada"), "Ada"))).containsValue(1);
    assertThat(waitingRoom.wait(room, Map.of(user("bob"), "Bob"))).containsValue(2);
    waitingRoom.wait(room, Map.of(user("ada"), "Ada"));
    assertThat(waitingRoom.waiting(room).stream().map(each -> each.username()))
        .containsExactly("Ada", "Bob");
    waitingRoom.leave(room, user("ada"));
    assertThat(told())
        .containsExactly("waiting-room-join", "waiting-room-join", "waiting-room-leave");
  }

  /** What the log has about those who wait, all of it for the host alone. */
  private List<String> told() {
    var page = node.log().read(room, 0, List.of(), 100).orElseThrow();
    var told = new ArrayList<String>();
    for (var message : page.messages()) {
      if (message.routing().type().startsWith("waiting-room")) {
        assertThat(message.routing().target()).isEqualTo(user("host"));
        told.add(message.routing().type());
      }
    }
    return told;
  }

  @Test
  void whoeverIsNotHeardOfForTenSecondsIsSweptAndTold() {
    node.join(room, "host");
    waitingRoom.wait(room, Map.of(user("ada"), "Ada", user("bob"), "Bob"));
    forget("ada");
    assertThat(waitingRoom.waiting(room).stream().map(each -> each.username()))
        .containsExactly("Bob");
    assertThat(node.sessions().sweep(room)).isEqualTo(1);
    assertThat(told()).endsWith("waiting-room-leave");
    assertThat(waitingRoom.wait(room, Map.of(user("bob"), "Bob"))).containsValue(1);
  }

  private void forget(String name) {
    var key = new RoomKeys(room).waitingRoom();
    var entry = node.redis().call(key, jedis -> jedis.hget(key, name));
    var old = entry.replaceAll("\"seen\":[0-9.e+]+", "\"seen\":1");
    node.redis().call(key, jedis -> jedis.hset(key, name, old));
  }

  @Test
  void aDamagedEntryOfSomebodyWhoWaitsIsLeftOut() {
    var key = new RoomKeys(room).waitingRoom();
    node.redis().call(key, jedis -> jedis.hset(key, "eve", "{\"seen\""));
    assertThat(waitingRoom.wait(room, Map.of(user("ada"), "Ada"))).containsOnlyKeys(user("ada"));
    assertThat(waitingRoom.waiting(room)).hasSize(1);
  }

  @Test
  void theMarkOfADoorChangesWithWhatIsRegisteredAndWithTheRules() {
    node.join(room, "host");
    var marks = new ArrayList<>(List.of(mark()));
    live.judgeAgain(room);
    marks.add(mark());
    node.rules().change(room, lock());
    marks.add(mark());
    assertThat(marks).doesNotHaveDuplicates();
    var waiting = (Admission.Waiting) admit("ada", now -> new Wait(PendingReason.APPROVAL));
    assertThat(waiting.mark()).isEqualTo(mark());
  }

  private DoorMark mark() {
    return Objects.requireNonNull(waitingRoom.marks(List.of(room)).get(room));
  }
}
