package org.holdline.room.entity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.holdline.identity.entity.UserId;
import org.holdline.platform.entity.TestDatabase;
import org.holdline.problem.entity.ProblemException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class RoomsTest {
  private static final UserId ADA = new UserId("ada");
  private static final UserId ALAN = new UserId("alan");
  private static final Instant START = Instant.parse("2026-11-21T09:00:00.123456Z");
  private static final TestDatabase DATABASE = new TestDatabase();

  @AfterAll
  static void stop() {
    DATABASE.close();
  }

  private static RoomDetails details(@Nullable Instant startsAt, @Nullable Instant endsAt) {
    return new RoomDetails("Stand-up", RoomAccess.MEMBERS, true, startsAt, endsAt, "{}");
  }

  private static Room room(String id, UserId owner, Instant createdAt) {
    return new Room(new RoomId(id), owner, details(null, null), createdAt);
  }

  private static <T> T rooms(Function<Rooms, T> work) {
    return DATABASE.inTransaction(entities -> work.apply(new Rooms(entities)));
  }

  private static boolean added(Room room) {
    return rooms(all -> all.add(room));
  }

  private static void enrolled(String room, UserId user) {
    DATABASE.inTransaction(entities -> {
      var member = new RoomMember(MemberKey.of(new RoomId(room), user), "participant", START);
      new RoomMembers(entities).add(member);
      return member;
    });
  }

  private static List<String> ids(List<Room> rooms) {
    return rooms.stream().map(room -> room.id().value()).toList();
  }

  @Test
  void aRoomReadsBackWhole() {
    var details =
        new RoomDetails(
            "Planning",
            RoomAccess.APPROVAL,
            false,
            START,
            START.plusSeconds(3600),
            "{\"enable_chat\":false}");
    assertThat(added(new Room(new RoomId("whole"), ADA, details, START))).isTrue();
    var read = rooms(all -> all.find(new RoomId("whole"))).orElseThrow();
    assertThat(read.details()).isEqualTo(details);
    assertThat(read.owner()).isEqualTo(ADA);
    assertThat(read.createdAt()).isEqualTo(START);
    assertThat(read.closedAt()).isEmpty();
    assertThat(read.hasInvitation()).isFalse();
  }

  @Test
  void ofManyWhoTakeTheSameIdAtTheSameTimeOneGetsIt() {
    int many = 8;
    var start = new CountDownLatch(many);
    var taken =
        IntStream.range(0, many)
            .mapToObj(i ->
                CompletableFuture.supplyAsync(() -> {
                  start.countDown();
                  return added(room("contested", new UserId("user-" + i), START));
                }))
            .toList()
            .stream()
            .map(CompletableFuture::join)
            .toList();
    assertThat(taken.stream().filter(won -> won)).hasSize(1);
  }

  @Test
  void eachChangeGivesAnotherVersionAndNoChangeNone() {
    added(room("versions", ADA, START));
    var id = new RoomId("versions");
    long first = rooms(all -> all.find(id).orElseThrow().version());
    rooms(all -> {
      all.findLocked(id).orElseThrow().change(details(START, null), START.plusSeconds(1));
      return true;
    });
    long second = rooms(all -> all.find(id).orElseThrow().version());
    assertThat(second).isGreaterThan(first);
    rooms(all -> {
      all.findLocked(id).orElseThrow().change(details(START, null), START.plusSeconds(2));
      return true;
    });
    assertThat(rooms(all -> all.find(id)).orElseThrow().version()).isEqualTo(second);
  }

  @Test
  void anInvitationCountsUntilAnotherIsMade() {
    added(room("invitation", ADA, START));
    var id = new RoomId("invitation");
    var first = InvitationCode.random();
    var second = InvitationCode.random();
    for (var code : List.of(first, second)) {
      rooms(all -> {
        all.findLocked(id).orElseThrow().invite(code, START);
        return true;
      });
    }
    var room = rooms(all -> all.find(id)).orElseThrow();
    assertThat(room.isInvitedBy(second)).isTrue();
    assertThat(room.isInvitedBy(first)).isFalse();
    assertThat(second.toString()).doesNotContain(second.text());
  }

  @Test
  void aListHasOwnRoomsAndThoseOfMembersNewestFirstPageByPage() {
    var user = new UserId("lister");
    for (int i = 0; i < 5; i++) {
      added(room("listed-" + i, i % 2 == 0 ? user : ADA, START.plusSeconds(i / 2)));
      if (i % 2 == 1) {
        enrolled("listed-" + i, user);
      }
    }
    added(room("not-listed", ALAN, START));
    var first = rooms(all -> all.of(user, null, 3));
    var last = first.getLast();
    var cursor = RoomCursor.parse(new RoomCursor(last.createdAt(), last.id().value()).text());
    var second = rooms(all -> all.of(user, cursor.orElseThrow(), 3));
    assertThat(ids(first)).containsExactly("listed-4", "listed-3", "listed-2");
    assertThat(ids(second)).containsExactly("listed-1", "listed-0");
  }

  @Test
  void comingRoomsAreThoseWhoseMeetingHasNotEndedTheSoonestFirst() {
    var user = new UserId("planner");
    var now = START;
    plan("over", user, now.minusSeconds(60), now.minusSeconds(1));
    plan("goes-on", user, now.minusSeconds(60), now.plusSeconds(60));
    plan("later", user, now.plusSeconds(600), null);
    plan("sooner", user, now.plusSeconds(300), null);
    added(room("not-planned", user, START));
    plan("closed", user, now.plusSeconds(10), null);
    rooms(all -> {
      all.findLocked(new RoomId("closed")).orElseThrow().close(now);
      return true;
    });
    var found = rooms(all -> all.upcoming(user, now, null, 10));
    assertThat(ids(found)).containsExactly("goes-on", "sooner", "later");
    var after = new RoomCursor(now.plusSeconds(300), "sooner");
    assertThat(ids(rooms(all -> all.upcoming(user, now, after, 10)))).containsExactly("later");
  }

  private static void plan(String id, UserId user, Instant startsAt, @Nullable Instant endsAt) {
    added(new Room(new RoomId(id), user, details(startsAt, endsAt), START));
  }

  @Test
  void aDeletedRoomTakesItsMembersAlong() {
    added(room("deleted", ADA, START));
    enrolled("deleted", ALAN);
    rooms(all -> {
      all.delete(all.findLocked(new RoomId("deleted")).orElseThrow());
      return true;
    });
    assertThat(added(room("deleted", ALAN, START))).isTrue();
    long members =
        DATABASE.inTransaction(entities -> new RoomMembers(entities).count(new RoomId("deleted")));
    assertThat(members).isZero();
  }

  @Test
  void whatDoesNotBelongTogetherIsRefusedNamingTheField() {
    assertThatThrownBy(() -> details(START, START))
        .isInstanceOfSatisfying(
            ProblemException.class,
            e -> assertThat(e.details()).containsEntry("field", "scheduled_end"));
    assertThatThrownBy(() -> details(null, START)).isInstanceOf(ProblemException.class);
    assertThatThrownBy(() -> new RoomDetails(" ", RoomAccess.OPEN, true, null, null, "{}"))
        .isInstanceOfSatisfying(
            ProblemException.class, e -> assertThat(e.details()).containsEntry("field", "name"));
  }

  @Test
  void aCursorThatIsNoneIsNothing() {
    assertThat(RoomCursor.parse("no cursor!")).isEmpty();
    assertThat(RoomCursor.parse("bm9uZQ")).isEmpty();
  }
}
