package org.holdline.room.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.holdline.identity.entity.UserId;
import org.holdline.message.control.Breakouts;
import org.holdline.message.control.HandQueue;
import org.holdline.message.control.PendingReason;
import org.holdline.message.control.Role;
import org.holdline.message.control.RoomFlag;
import org.holdline.message.control.RoomSettings;
import org.holdline.room.control.Gatekeeper.Knock;
import org.holdline.room.control.Verdict.Cause;
import org.holdline.room.control.Verdict.Enter;
import org.holdline.room.control.Verdict.Refuse;
import org.holdline.room.control.Verdict.Wait;
import org.holdline.room.entity.Room;
import org.holdline.room.entity.RoomAccess;
import org.holdline.room.entity.RoomDetails;
import org.holdline.room.entity.RoomId;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Who comes in: over all combinations of what matters, and what is told in each. */
class GatekeeperTest {
  private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");
  private static final UserId ADA = new UserId("ada");
  private static final UserId OTHER = new UserId("other");
  private static final int SEATS = 50;
  private static final Set<RoomFlag> AT_THE_DOOR =
      EnumSet.of(RoomFlag.LOCK_ROOM, RoomFlag.ENABLE_WAITING_ROOM, RoomFlag.REQUIRE_HOST_TO_START);

  private final Gatekeeper open = new Gatekeeper(new RoomPolicy(), SEATS, true);
  private final Gatekeeper strict = new Gatekeeper(new RoomPolicy(), SEATS, false);

  /** One combination. Rank is null for strangers, access for rooms that nobody registered. */
  record Case(
      @Nullable RoomAccess access,
      @Nullable Role rank,
      Role groups,
      boolean closed,
      boolean empty,
      Set<RoomFlag> on) {
    Case {
      on = Set.copyOf(on);
    }

    Role role() {
      return rank == null ? groups : rank;
    }

    boolean moderates() {
      return role() == Role.HOST || role() == Role.MODERATOR;
    }

    boolean has(RoomFlag flag) {
      return on.contains(flag) && (access != null || !empty);
    }
  }

  static Stream<Case> all() {
    var cases = new ArrayList<Case>();
    for (var access :
        new RoomAccess[] {null, RoomAccess.OPEN, RoomAccess.MEMBERS, RoomAccess.APPROVAL}) {
      for (var rank : ranks(access)) {
        for (var groups : List.of(Role.PARTICIPANT, Role.MODERATOR)) {
          for (var closed : access == null ? List.of(false) : List.of(false, true)) {
            for (var empty : List.of(false, true)) {
              subsets().forEach(on -> cases.add(new Case(access, rank, groups, closed, empty, on)));
            }
          }
        }
      }
    }
    return cases.stream();
  }

  private static List<@Nullable Role> ranks(@Nullable RoomAccess access) {
    var ranks = new ArrayList<@Nullable Role>();
    ranks.add(null);
    if (access != null) {
      ranks.addAll(List.of(Role.values()));
    }
    return ranks;
  }

  private static Stream<Set<RoomFlag>> subsets() {
    return Stream.of(0, 1, 2, 3, 4, 5, 6, 7)
        .map(bits -> {
          var on = EnumSet.noneOf(RoomFlag.class);
          int bit = 1;
          for (var flag : AT_THE_DOOR) {
            if ((bits & bit) != 0) {
              on.add(flag);
            }
            bit <<= 1;
          }
          return on;
        });
  }

  /** The table as it is told to people, in the order in which it is read. */
  private static String expected(Case at) {
    if (at.access() == RoomAccess.MEMBERS && at.rank() == null) {
      return "room_not_found";
    }
    if (at.closed()) {
      return "room_closed";
    }
    if (at.rank() == Role.HOST) {
      return "enter";
    }
    if (at.has(RoomFlag.LOCK_ROOM)) {
      return "room_locked";
    }
    if (at.empty() && at.has(RoomFlag.REQUIRE_HOST_TO_START) && !at.moderates()) {
      return "host-absent";
    }
    if (at.has(RoomFlag.ENABLE_WAITING_ROOM) && !at.moderates()) {
      return "waiting-room";
    }
    return at.access() == RoomAccess.APPROVAL && at.rank() == null ? "approval" : "enter";
  }

  private static String word(Verdict verdict) {
    return switch (verdict) {
      case Enter enter -> "enter";
      case Wait(PendingReason reason) -> reason.wireName();
      case Refuse refuse -> refuse.cause().code();
    };
  }

  @ParameterizedTest
  @MethodSource("all")
  void everyCombinationIsJudgedAsTheTableSays(Case at) {
    var verdict = judge(open, at, DoorAnswers.NONE);
    assertThat(word(verdict)).isEqualTo(expected(at));
    if (verdict instanceof Enter in) {
      assertThat(in.role()).isEqualTo(at.role());
      assertThat(in.lasting()).isEqualTo(at.rank() != null);
    }
  }

  @ParameterizedTest
  @MethodSource("all")
  void whoeverWasAdmittedComesInWhereverTheRoomIsNotShutToHim(Case at) {
    var admitted = answered(new DoorAnswer.Admitted(OTHER, NOW));
    var word = word(judge(open, at, admitted));
    if (expected(at).equals("room_not_found") || expected(at).equals("room_closed")) {
      assertThat(word).isEqualTo(expected(at));
    } else {
      assertThat(word).isEqualTo("enter");
    }
  }

  @Test
  void whoeverWasTurnedAwayIsToldWhyForAMinuteAndThenMayKnockAgain() {
    var on = Set.of(RoomFlag.ENABLE_WAITING_ROOM);
    var at = new Case(null, null, Role.PARTICIPANT, false, false, on);
    var fresh = rejected(NOW.minus(Gatekeeper.REJECTION).plusMillis(1));
    assertThat(judge(open, at, answered(fresh))).isEqualTo(new Refuse(Cause.REJECTED, fresh));
    var past = rejected(NOW.minus(Gatekeeper.REJECTION));
    assertThat(judge(open, at, answered(past))).isEqualTo(new Wait(PendingReason.WAITING_ROOM));
  }

  private static DoorAnswer.Rejected rejected(Instant when) {
    return new DoorAnswer.Rejected(OTHER, "Another time", when);
  }

  private static DoorAnswers answered(DoorAnswer answer) {
    return new DoorAnswers(Map.of(ADA, answer));
  }

  @Test
  void aRoomThatNobodyRegisteredIsNoneWhereThatIsRequired() {
    var at = new Case(null, null, Role.MODERATOR, false, true, Set.of());
    assertThat(judge(strict, at, DoorAnswers.NONE))
        .isEqualTo(new Refuse(Cause.ROOM_NOT_FOUND, null));
    var registered = new Case(RoomAccess.OPEN, null, Role.PARTICIPANT, false, true, Set.of());
    assertThat(judge(strict, registered, DoorAnswers.NONE)).isInstanceOf(Enter.class);
  }

  @Test
  void anotherDeviceOfWhoeverIsInsideIsNotKeptOut() {
    var settings = settings(AT_THE_DOOR, null);
    var now = now(settings, DoorAnswers.NONE, List.of(OTHER, ADA));
    assertThat(open.judge(new Knock(ADA, Role.PARTICIPANT, NOW), now, null))
        .isInstanceOf(Enter.class);
  }

  @Test
  void seatsAreTheFewerOfWhatTheServerAndTheRoomAllow() {
    for (var limit : List.of(2, 500)) {
      var now = now(settings(Set.of(), limit), DoorAnswers.NONE, List.of(OTHER));
      var in = (Enter) open.judge(new Knock(ADA, Role.PARTICIPANT, NOW), now, null);
      assertThat(in.seatsMax()).isEqualTo(Math.min(limit, SEATS));
    }
  }

  @Test
  void whoeverComesInBelowModeratorIsMutedAndDarkWhereThatIsSet() {
    var settings = settings(Set.of(RoomFlag.MUTE_ON_ENTRY, RoomFlag.DISABLE_VIDEO_ON_ENTRY), null);
    var now = now(settings, DoorAnswers.NONE, List.of(OTHER));
    for (var role : List.of(Role.MODERATOR, Role.PARTICIPANT, Role.OBSERVER)) {
      var in = (Enter) open.judge(new Knock(ADA, role, NOW), now, null);
      assertThat(in.muted()).isEqualTo(role != Role.MODERATOR);
      assertThat(in.dark()).isEqualTo(role != Role.MODERATOR);
    }
  }

  @Test
  void whoeverMayNotSendAnythingComesInMutedAndDarkEverywhere() {
    var now = now(RoomSettings.defaults(), DoorAnswers.NONE, List.of(OTHER));
    for (var role : List.of(Role.MODERATOR, Role.PARTICIPANT, Role.OBSERVER)) {
      var in = (Enter) open.judge(new Knock(ADA, role, NOW), now, null);
      assertThat(in.muted()).isEqualTo(role == Role.OBSERVER);
      assertThat(in.dark()).isEqualTo(role == Role.OBSERVER);
    }
  }

  @Test
  void aMeetingInARegisteredRoomBeginsWithItsSettings() {
    var set = settings(Set.of(RoomFlag.MUTE_ON_ENTRY), 7);
    var room = new RegisteredRoom(room(RoomAccess.OPEN, false), set, null);
    var first =
        (Enter)
            open.judge(
                new Knock(ADA, Role.PARTICIPANT, NOW),
                now(RoomSettings.defaults(), DoorAnswers.NONE, List.of()),
                room);
    assertThat(first.beginning()).isEqualTo(set);
    assertThat(first.seatsMax()).isEqualTo(7);
  }

  private static Verdict judge(Gatekeeper keeper, Case at, DoorAnswers answers) {
    var settings = settings(at.on(), null);
    var access = at.access();
    var registered =
        access == null ? null : new RegisteredRoom(room(access, at.closed()), settings, at.rank());
    var now =
        at.empty()
            ? now(RoomSettings.defaults(), answers, List.of())
            : now(settings, answers, List.of(OTHER));
    return keeper.judge(new Knock(ADA, at.groups(), NOW), now, registered);
  }

  private static RoomSettings settings(Set<RoomFlag> more, @Nullable Integer seats) {
    var on = EnumSet.noneOf(RoomFlag.class);
    on.addAll(RoomSettings.defaults().on());
    on.addAll(more);
    return new RoomSettings(on, seats);
  }

  private static Room room(RoomAccess access, boolean closed) {
    var details = new RoomDetails("Stand-up", access, true, null, null, "{}");
    var room = new Room(new RoomId("standup"), OTHER, details, NOW);
    if (closed) {
      room.close(NOW);
    }
    return room;
  }

  private static RoomNow now(RoomSettings settings, DoorAnswers answers, List<UserId> present) {
    var rules =
        new RoomRules(
            settings, RoomRoles.NONE, Map.of(), HandQueue.EMPTY, Breakouts.NONE, answers, null);
    var attendees = present.stream().map(user -> new Attendee(user, user.value(), true)).toList();
    return new RoomNow(new RulesVersion("v:1"), rules, attendees);
  }
}
