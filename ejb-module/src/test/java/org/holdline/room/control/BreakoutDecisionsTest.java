package org.holdline.room.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.holdline.identity.entity.UserId;
import org.holdline.message.control.Breakout;
import org.holdline.message.control.BreakoutNotice;
import org.holdline.message.control.Breakouts;
import org.holdline.message.control.Role;
import org.holdline.problem.entity.ProblemException;
import org.holdline.room.control.BreakoutDecisions.Strategy;
import org.holdline.room.entity.RoomId;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Who may make breakout rooms, where people go, and who is let in. */
class BreakoutDecisionsTest {
  private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");
  private static final RoomId MAIN = new RoomId("standup");
  private static final UserId HOST = new UserId("host");
  private static final UserId MOD = new UserId("mod");
  private static final UserId ADA = new UserId("ada");
  private static final UserId EVE = new UserId("eve");

  private final BreakoutDecisions decisions =
      new BreakoutDecisions(new RoomPolicy(), Clock.fixed(NOW, ZoneOffset.UTC));
  private RoomNow now = room(10);

  /** A host, a moderator, Ada, and others up to that number. */
  private static RoomNow room(int people) {
    var others =
        IntStream.range(3, people).mapToObj(i -> new Attendee(new UserId("u" + i), "U" + i, true));
    var named = Stream.of(HOST, MOD, ADA).map(user -> new Attendee(user, user.value(), true));
    return new RoomNow(
        new RulesVersion("life:1"),
        RoomRules.initial()
            .with(new RoomRoles(Map.of(HOST, Role.HOST, MOD, Role.MODERATOR), Map.of())),
        Stream.concat(named, others).toList());
  }

  private static BreakoutPlan plan(String id, @Nullable Integer max, boolean autoMoveBack) {
    return new BreakoutPlan(id, "Table " + id, max, autoMoveBack, null);
  }

  private List<Announcement> decide(RulesChange change) {
    var decision = change.decide(now);
    now = new RoomNow(now.version(), decision.rules(), now.attendees());
    return decision.announcements();
  }

  private static void refused(String code, ThrowingCallable call) {
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(call)
        .satisfies(problem -> assertThat(problem.code()).isEqualTo(code));
  }

  private void refused(String code, RulesChange change) {
    var before = now;
    refused(code, () -> decide(change));
    assertThat(now).isEqualTo(before);
  }

  private void make(String... ids) {
    for (var id : ids) {
      decide(decisions.create(MAIN, HOST, plan(id, null, true)));
    }
  }

  private Breakouts breakouts() {
    return now.rules().breakouts();
  }

  @Test
  void aBreakoutRoomIsARoomOfItsOwnWithAnEnd() {
    var told =
        decide(decisions.create(MAIN, MOD, new BreakoutPlan("green", "Green", 4, false, 10)));
    var made =
        new Breakout(
            "green",
            "standup--breakout-green",
            "Green",
            4,
            false,
            10,
            NOW.plus(Duration.ofMinutes(10)),
            true);
    assertThat(told)
        .containsExactly(Announcement.toAll(new BreakoutNotice.Created(made, MOD, NOW)));
    assertThat(breakouts().rooms()).containsExactly(made);
    assertThat(breakouts().nextEnd()).isEqualTo(made.endsAt());
    assertThat(BreakoutName.mainOf(new RoomId(made.room()))).isEqualTo(MAIN);
    assertThat(BreakoutName.mainOf(MAIN)).isNull();
    refused("room_already_exists", decisions.create(MAIN, HOST, plan("green", null, true)));
  }

  @Test
  void onlyThoseWhoManageTheRoomDecide() {
    make("green");
    for (var change :
        List.of(
            decisions.create(MAIN, ADA, plan("red", null, true)),
            decisions.assign(ADA, "green", ADA),
            decisions.unassign(ADA, ADA),
            decisions.distribute(ADA, Strategy.EVEN, 1),
            decisions.close(ADA, "green"))) {
      refused("permission_denied", change);
    }
    refused("user_not_in_room", decisions.assign(EVE, "green", ADA));
  }

  /** D55: whoever or whatever is not there cannot be assigned. */
  @Test
  void nobodyGoesNowhere() {
    make("assignments");
    refused("room_not_found", decisions.assign(HOST, "red", ADA));
    refused("room_not_found", decisions.close(HOST, "red"));
    refused("user_not_found", decisions.assign(HOST, "assignments", EVE));
    decide(decisions.assign(HOST, "assignments", ADA));
    assertThat(breakouts().in("assignments")).containsExactly(ADA);
  }

  @Test
  void onlyWhoeverIsSentHearsOfIt() {
    make("green", "red");
    var told = decide(decisions.assign(HOST, "green", ADA));
    assertThat(told).extracting(Announcement::to).containsExactly(ADA);
    assertThat(decide(decisions.assign(HOST, "green", ADA))).isEmpty();
    decide(decisions.assign(HOST, "red", ADA));
    assertThat(breakouts().of(ADA)).isEqualTo("red");
    assertThat(decide(decisions.unassign(HOST, ADA)))
        .containsExactly(new Announcement(new BreakoutNotice.Assigned(ADA, null, HOST, NOW), ADA));
    assertThat(breakouts().of(ADA)).isNull();
    assertThat(decide(decisions.unassign(HOST, ADA))).isEmpty();
  }

  @Test
  void aFullOneTakesNobody() {
    decide(decisions.create(MAIN, HOST, plan("green", 1, true)));
    decide(decisions.assign(HOST, "green", ADA));
    refused("max_participants_reached", decisions.assign(HOST, "green", new UserId("u3")));
    refused("max_participants_reached", decisions.distribute(HOST, Strategy.EVEN, 1));
  }

  @ParameterizedTest
  @EnumSource(Strategy.class)
  void peopleAreSpreadEvenlyAndManagersStay(Strategy strategy) {
    now = room(13);
    make("a", "b", "c");
    decide(decisions.assign(HOST, "c", ADA));
    var told = decide(decisions.distribute(HOST, strategy, 7));
    assertThat(told).hasSize(10);
    assertThat(breakouts().of(ADA)).isEqualTo("c");
    assertThat(breakouts().of(HOST)).isNull();
    assertThat(breakouts().of(MOD)).isNull();
    assertThat(Stream.of("a", "b", "c").map(id -> breakouts().in(id).size()))
        .containsExactlyInAnyOrder(4, 4, 3);
    assertThat(decide(decisions.distribute(HOST, strategy, 8))).isEmpty();
  }

  @Test
  void whoHasLeftBelongsNowhere() {
    make("green");
    decide(decisions.assign(HOST, "green", ADA));
    now = new RoomNow(now.version(), now.rules(), room(2).attendees().subList(0, 2));
    assertThat(breakouts().assigned()).isEmpty();
  }

  @Test
  void aClosedOneIsGoneOrKeepsWhoIsInUntilItIsClosedAgain() {
    make("green");
    decide(decisions.create(MAIN, HOST, plan("red", null, false)));
    decide(decisions.assign(HOST, "green", ADA));
    decide(decisions.close(HOST, "green"));
    assertThat(breakouts().rooms()).extracting(Breakout::id).containsExactly("red");
    assertThat(breakouts().of(ADA)).isNull();
    decide(decisions.assign(HOST, "red", ADA));
    decide(decisions.close(HOST, "red"));
    assertThat(breakouts().rooms()).extracting(Breakout::open).containsExactly(false);
    var red = new RoomId("standup--breakout-red");
    assertThat(BreakoutDoor.mayStay(now, red, ADA)).isTrue();
    refused("room_closed", () -> BreakoutDoor.admit(now, red, ADA));
    decide(decisions.close(HOST, "red"));
    assertThat(breakouts().rooms()).isEmpty();
    assertThat(BreakoutDoor.mayStay(now, red, ADA)).isFalse();
  }

  @Test
  void thoseAssignedAndThoseWhoManageAreLetIn() {
    make("green", "red");
    decide(decisions.assign(HOST, "green", ADA));
    var green = new RoomId("standup--breakout-green");
    assertThat(BreakoutDoor.admit(now, green, ADA)).isEqualTo(Role.PARTICIPANT);
    assertThat(BreakoutDoor.admit(now, green, HOST)).isEqualTo(Role.MODERATOR);
    assertThat(BreakoutDoor.admit(now, green, MOD)).isEqualTo(Role.MODERATOR);
    refused("permission_denied", () -> BreakoutDoor.admit(now, green, new UserId("u3")));
    refused("user_not_in_room", () -> BreakoutDoor.admit(now, green, EVE));
    refused(
        "room_closed", () -> BreakoutDoor.admit(now, new RoomId("standup--breakout-blue"), HOST));
    decide(decisions.assign(HOST, "red", ADA));
    assertThat(BreakoutDoor.mayStay(now, green, ADA)).isFalse();
    assertThat(BreakoutDoor.mayStay(now, green, MOD)).isTrue();
    assertThat(BreakoutDoor.mayStay(now, green, EVE)).isFalse();
  }

  @Test
  void thereIsAnEndToThem() {
    for (int i = 0; i < BreakoutDecisions.ROOMS_MAX; i++) {
      make("b" + i);
    }
    refused("max_rooms_reached", decisions.create(MAIN, HOST, plan("more", null, true)));
  }

  @Test
  void aPlanIsCheckedFirst() {
    refused("validation_error", () -> plan("a/b", null, true));
    refused("validation_error", () -> plan("", null, true));
    refused("validation_error", () -> plan("x".repeat(25), null, true));
    refused("validation_error", () -> plan("a", 0, true));
    refused("validation_error", () -> new BreakoutPlan("a", " ", null, true, null));
    refused("validation_error", () -> new BreakoutPlan("a", "A", null, true, 0));
    refused("validation_error", () -> new BreakoutPlan("a", "A", null, true, 1441));
    var long65 = new RoomId("x".repeat(90));
    refused("invalid_room_id", decisions.create(long65, HOST, plan("green", null, true)));
  }
}
