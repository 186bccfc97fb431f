package org.holdline.session.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.holdline.audit.control.AuditAction;
import org.holdline.audit.control.AuditEvent;
import org.holdline.identity.entity.UserId;
import org.holdline.message.control.Breakout;
import org.holdline.message.control.Breakouts;
import org.holdline.message.control.Role;
import org.holdline.platform.control.Eventually;
import org.holdline.platform.redis.TestRedis;
import org.holdline.problem.entity.ProblemException;
import org.holdline.replay.control.Appended;
import org.holdline.room.control.BreakoutDecisions;
import org.holdline.room.control.BreakoutPlan;
import org.holdline.room.control.RoomDecisions;
import org.holdline.room.control.RoomNow;
import org.holdline.room.control.RoomPolicy;
import org.holdline.room.control.RulesChange;
import org.holdline.room.control.RulesVersion;
import org.holdline.room.entity.RoomId;
import org.holdline.session.control.BreakoutKeeper;
import org.holdline.session.control.BreakoutRooms;
import org.holdline.session.control.RulesStore;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Breakout rooms in Redis: kept with the rules, ended by any node, left by who may not stay. */
class BreakoutRoomsTest {
  private static final UserId HOST = new UserId("host");
  private static final UserId ADA = new UserId("ada");
  private static final UserId BOB = new UserId("bob");

  private final TestNode node = TestNode.ofProduct();
  private final TestNode far = TestNode.ofProduct();
  private final RoomId main = TestNode.freshRoom();
  private final RoomWatch watch = new RoomWatch(node.log(), main);
  private final List<AuditEvent> audited = new ArrayList<>();
  private final BreakoutRooms rooms = rooms(Clock.systemUTC());
  private final List<RoomId> served = new ArrayList<>();
  private final BreakoutKeeper keeper =
      new BreakoutKeeper(
          far.rules(),
          far.sessions(),
          new RedisEvictions(
              TestRedis.shared().open(), Clock.systemUTC(), TestNode.REPLAY, TestNode.SESSIONS),
          new BreakoutDecisions(new RoomPolicy(), Clock.systemUTC()),
          () -> served);

  @AfterEach
  void close() {
    far.close();
    node.close();
  }

  private BreakoutRooms rooms(Clock clock) {
    return rooms(node, clock);
  }

  private BreakoutRooms rooms(TestNode of, Clock clock) {
    return new BreakoutRooms(
        of.rules(), new BreakoutDecisions(new RoomPolicy(), clock), new RoomPolicy(), audited::add);
  }

  private static BreakoutPlan plan(String id, boolean autoMoveBack, @Nullable Integer minutes) {
    return new BreakoutPlan(id, "Table " + id, null, autoMoveBack, minutes);
  }

  private Breakouts now() {
    return far.rules().read(main).rules().breakouts();
  }

  private void enter(RoomId room, String... users) {
    served.add(room);
    for (var user : users) {
      far.join(room, user);
    }
    keeper.entered(room);
  }

  private List<UserId> inside(RoomId room) {
    return far.rules().read(room).attendees().stream().map(each -> each.user()).toList();
  }

  @Test
  void theyAreKeptInOrderWithWhoBelongsWhere() {
    node.join(main, "host");
    node.join(main, "ada");
    var green = rooms.create(main, HOST, plan("green", true, null));
    var red = rooms.create(main, HOST, new BreakoutPlan("red", "Rot ä", 3, false, 30));
    rooms.assign(main, HOST, "red", ADA);
    assertThat(now().rooms()).containsExactly(green, red);
    assertThat(now().of(ADA)).isEqualTo("red");
    assertThat(audited)
        .extracting(AuditEvent::action)
        .containsExactly(
            AuditAction.BREAKOUT_CREATED,
            AuditAction.BREAKOUT_CREATED,
            AuditAction.BREAKOUT_ASSIGNED);
  }

  @Test
  void whoLeavesTheMainRoomBelongsNowhereAndAnEmptyRoomHasNone() {
    var host = node.join(main, "host");
    var ada = node.join(main, "ada");
    rooms.create(main, HOST, plan("green", true, null));
    rooms.assign(main, HOST, "green", ADA);
    var before = node.rules().read(main).version();
    node.sessions().leave(ada.attachment());
    assertThat(node.rules().isCurrent(main, before)).isFalse();
    assertThat(now().assigned()).isEmpty();
    node.sessions().leave(host.attachment());
    node.join(main, "host");
    assertThat(now()).isEqualTo(Breakouts.NONE);
  }

  @Test
  void anyNodeEndsThemWhenTheirTimeIsUp() {
    node.join(main, "host");
    node.join(main, "ada");
    var late = rooms(Clock.offset(Clock.systemUTC(), Duration.ofMinutes(-2)));
    late.create(main, HOST, plan("green", true, 1));
    late.create(main, HOST, plan("red", false, 1));
    rooms.create(main, HOST, plan("blue", true, 5));
    rooms.assign(main, HOST, "green", ADA);
    long before = watch.top();
    Eventually.that(
        "the two are closed",
        () -> {
          far.sessions().sweepDue(100);
          return now().rooms().size() == 2;
        });
    assertThat(now().rooms()).extracting(Breakout::id).containsExactly("red", "blue");
    assertThat(now().rooms()).extracting(Breakout::open).containsExactly(false, true);
    assertThat(now().assigned()).isEmpty();
    assertThat(watch.top()).isEqualTo(before + 2);
    far.sessions().sweepDue(100);
    assertThat(watch.top()).isEqualTo(before + 2);
  }

  @Test
  void theirTimeIsUpAlsoWhenTheNodeThatHeldThemWasKilled() {
    var killed = TestNode.ofProduct();
    killed.join(main, "host");
    killed.join(main, "ada");
    var almostOver = Clock.offset(Clock.systemUTC(), Duration.ofSeconds(-58));
    var rooms = rooms(killed, almostOver);
    var green = new RoomId(rooms.create(main, HOST, plan("green", true, 1)).room());
    rooms.assign(main, HOST, "green", ADA);
    enter(green, "ada");
    keeper.turn();
    assertThat(inside(green)).containsExactly(ADA);
    killed.close();
    Eventually.that(
        "she is moved back",
        () -> {
          far.sessions().sweepDue(100);
          keeper.turn();
          return inside(green).isEmpty();
        });
    assertThat(now().rooms()).isEmpty();
    assertThat(inside(main)).as("on their way back").containsExactly(HOST, ADA);
  }

  @Test
  void whoMayNotStayIsMovedBackAndWhoManagesLeads() {
    for (var user : List.of("host", "ada", "bob")) {
      node.join(main, user);
    }
    var green = new RoomId(rooms.create(main, HOST, plan("green", true, null)).room());
    rooms.assign(main, HOST, "green", ADA);
    rooms.assign(main, HOST, "green", BOB);
    enter(green, "ada", "bob");
    keeper.turn();
    assertThat(inside(green)).containsExactly(ADA, BOB);
    enter(green, "host");
    keeper.turn();
    assertThat(far.rules().read(green).roleOf(HOST)).isEqualTo(Role.HOST);
    assertThat(far.rules().read(green).roleOf(ADA)).isEqualTo(Role.PARTICIPANT);
    rooms.unassign(main, HOST, BOB);
    keeper.turn();
    assertThat(inside(green)).containsExactly(ADA, HOST);
    rooms.close(main, HOST, "green");
    keeper.turn();
    assertThat(inside(green)).isEmpty();
  }

  @Test
  void whoIsInWhenTheMainRoomEndsIsMovedBack() {
    var host = node.join(main, "host");
    var green = new RoomId(rooms.create(main, HOST, plan("green", false, null)).room());
    enter(green, "host");
    keeper.turn();
    assertThat(inside(green)).containsExactly(HOST);
    node.sessions().leave(host.attachment());
    keeper.turn();
    assertThat(inside(green)).isEmpty();
  }

  @Test
  void whatIsSaidToAllIsInTheLogOfEachWhereSomebodyIs() {
    node.join(main, "host");
    var green = new RoomId(rooms.create(main, HOST, plan("green", true, null)).room());
    rooms.create(main, HOST, plan("red", true, null));
    far.join(green, "host");
    var there = new RoomWatch(far.log(), green);
    long before = there.top();
    long mainTop = watch.top();
    assertThat(rooms.broadcast(main, HOST, "Two minutes left")).isEqualTo(2);
    assertThat(there.top()).isEqualTo(before + 1);
    assertThat(watch.top()).isEqualTo(mainTop);
  }

  /** Each breakout room is told by a step of its own: what happens in between counts. */
  @Test
  void whoeverMayNotAnyMoreIsNotHeardInTheRest() {
    node.join(main, "host");
    node.join(main, "ada");
    var decisions = new RoomDecisions(new RoomPolicy(), Clock.systemUTC());
    node.rules().change(main, decisions.assign(HOST, ADA, Role.MODERATOR));
    var watches = new ArrayList<RoomWatch>();
    for (var id : List.of("green", "red")) {
      var room = new RoomId(rooms.create(main, HOST, plan(id, true, null)).room());
      far.join(room, "host");
      watches.add(new RoomWatch(far.log(), room));
    }
    var tops = watches.stream().map(RoomWatch::top).toList();
    Runnable demote = () -> far.rules().change(main, decisions.assign(HOST, ADA, Role.PARTICIPANT));
    var interrupted =
        new BreakoutRooms(
            new Interrupted(node.rules(), demote),
            new BreakoutDecisions(new RoomPolicy(), Clock.systemUTC()),
            new RoomPolicy(),
            audited::add);
    assertThatThrownBy(() -> interrupted.broadcast(main, ADA, "Come back"))
        .isInstanceOfSatisfying(
            ProblemException.class,
            refusal -> assertThat(refusal.code()).isEqualTo("permission_denied"));
    assertThat(watches.getFirst().top()).isEqualTo(tops.getFirst() + 1);
    assertThat(watches.getLast().top()).isEqualTo(tops.getLast());
  }

  /** Something happens after the first change. */
  private static final class Interrupted implements RulesStore {
    private final RulesStore rules;
    private final Runnable meanwhile;
    private boolean done;

    Interrupted(RulesStore rules, Runnable meanwhile) {
      this.rules = rules;
      this.meanwhile = meanwhile;
    }

    @Override
    public RoomNow read(RoomId room) {
      return rules.read(room);
    }

    @Override
    public boolean isCurrent(RoomId room, RulesVersion version) {
      return rules.isCurrent(room, version);
    }

    @Override
    public Changed change(RoomId room, RulesChange change) {
      var changed = rules.change(room, change);
      if (!done) {
        done = true;
        meanwhile.run();
      }
      return changed;
    }

    @Override
    public Appended change(Asked asked, RulesChange change) {
      return rules.change(asked, change);
    }
  }
}
