package org.holdline.analytics.entity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.holdline.analytics.entity.RoomEvent.Facts;
import org.holdline.analytics.entity.RoomSummary.Person;
import org.holdline.analytics.entity.RoomSummary.Recoveries;
import org.holdline.analytics.entity.RoomSummary.Spread;
import org.holdline.identity.entity.UserId;
import org.holdline.platform.entity.TestDatabase;
import org.holdline.room.entity.RoomId;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a room's events mean, and its figures, as the database reckons them. */
class RoomEventsTest {
  private static final RoomId ROOM = new RoomId("standup");
  private static final Instant START = Instant.parse("2026-11-21T09:00:00Z");
  private static final FactFilter ALL =
      new FactFilter(ROOM, null, FactFilter.BEGINNING, START.plusSeconds(100));

  private static @Nullable TestDatabase database;

  private String epoch = "e1";
  private long sequence;

  @BeforeAll
  static void start() {
    database = new TestDatabase();
  }

  @AfterAll
  static void stop() {
    database().close();
  }

  @BeforeEach
  void empty() {
    database()
        .inTransaction(e -> e.createNativeQuery("DELETE FROM analytics_event").executeUpdate());
  }

  private static TestDatabase database() {
    return Objects.requireNonNull(database);
  }

  private static <T> T with(Function<RoomEvents, T> work) {
    return database().inTransaction(entities -> work.apply(new RoomEvents(entities)));
  }

  private static void add(RoomEvent... events) {
    with(all -> {
      all.addAll(List.of(events));
      return all;
    });
  }

  private static List<RoomFact> facts(FactFilter filter) {
    return with(all -> all.newest(filter, FactPlace.END, 100));
  }

  /** Oldest first. */
  private static List<String> told() {
    return facts(ALL).reversed().stream()
        .map(fact -> fact.place().kind() + " " + fact.user())
        .toList();
  }

  private static RoomSummary summary() {
    return with(all -> all.summary(ALL));
  }

  private static Map<String, Person> people() {
    return summary().people().stream().collect(Collectors.toMap(Person::user, person -> person));
  }

  private RoomEvent logged(double seconds, String type, @Nullable String user, Facts facts) {
    sequence++;
    return new RoomEvent(
        ROOM,
        epoch + "." + sequence,
        type,
        START.plusMillis((long) (seconds * 1000)),
        epoch,
        sequence,
        user == null ? null : new UserId(user),
        facts);
  }

  private RoomEvent joined(double seconds, String user) {
    return logged(seconds, "user-joined", user, entry(user, "active"));
  }

  private RoomEvent left(double seconds, String user) {
    return logged(seconds, "user-left", user, new Facts.Told("left"));
  }

  private RoomEvent update(double seconds, String user, String state, String... flags) {
    return logged(seconds, "participant-update", user, entry(user, state, flags));
  }

  private static Facts.Entry entry(String user, String state, String... flags) {
    var set = Arrays.asList(flags);
    return new Facts.Entry(
        "s_" + user, state, set.contains("speaking"), set.contains("screen"), set.contains("hand"));
  }

  private RoomEvent said(double seconds, String user, String type) {
    return logged(seconds, type, user, new Facts.Said("s_" + user, null));
  }

  private static RoomEvent recovered(int number, long away, @Nullable Long took, String outcome) {
    return new RoomEvent(
        ROOM,
        "s_ada." + number,
        "recovered",
        START.plusSeconds(number),
        null,
        0,
        new UserId("ada"),
        new Facts.Resumed("s_ada", away, took, outcome));
  }

  @Test
  void anEntryMeansWhatHasChangedSinceTheOneBefore() {
    add(
        joined(0, "ada"),
        update(1, "ada", "active", "speaking"),
        update(2, "ada", "active", "speaking", "hand"),
        update(3, "ada", "suspended", "speaking", "hand"),
        update(4, "ada", "suspended", "speaking", "hand"),
        update(5, "ada", "active", "screen"),
        update(6, "ada", "active"),
        said(7, "ada", "chat-message"),
        logged(8, "role-updated", "ada", new Facts.Told(null)),
        left(9, "ada"));
    assertThat(told())
        .containsExactly(
            "joined ada",
            "speaking-started ada",
            "hand-raised ada",
            "dropped ada",
            "hand-lowered ada",
            "screen-share-started ada",
            "speaking-stopped ada",
            "screen-share-stopped ada",
            "chat-message ada",
            "role-updated ada",
            "left ada");
    var last = facts(ALL).getFirst();
    assertThat(last.lastedMillis()).isEqualTo(9000);
    assertThat(last.detail()).isEqualTo("left");
  }

  @Test
  void theSameNotedAgainIsTheSame() {
    var event = joined(0, "ada");
    add(event, event);
    add(event, recovered(2, 10, 5L, "complete"), recovered(2, 10, 5L, "complete"));
    assertThat(told()).containsExactly("joined ada", "recovered ada");
  }

  @Test
  void pagesMeetWithoutGapOrOverlapAlsoWhereOneEventMeansMuch() {
    add(joined(0, "ada"));
    for (int i = 0; i < 5; i++) {
      add(update(1, "ada", "active", "speaking", "screen", "hand"), update(1, "ada", "active"));
    }
    var all = facts(ALL);
    assertThat(all).hasSize(31);
    var paged = new ArrayList<RoomFact>();
    var from = FactPlace.END;
    for (var page = page(from); !page.isEmpty(); page = page(from)) {
      paged.addAll(page);
      from = FactPlace.parse(paged.getLast().place().text()).orElseThrow();
    }
    assertThat(paged).isEqualTo(all);
  }

  private static List<RoomFact> page(FactPlace before) {
    return with(events -> events.newest(ALL, before, 4));
  }

  @Test
  void eachFilterNarrows() {
    add(
        joined(0, "ada"),
        update(1, "ada", "active", "speaking"),
        said(2, "ada", "chat-message"),
        left(3, "ada"));
    for (var kind : List.of("joined", "speaking-started", "chat-message", "left")) {
      var only = facts(new FactFilter(ROOM, kind, FactFilter.BEGINNING, FactFilter.END));
      assertThat(only).extracting(fact -> fact.place().kind()).containsExactly(kind);
    }
    assertThat(facts(new FactFilter(ROOM, null, START.plusSeconds(1), START.plusSeconds(3))))
        .hasSize(2);
    assertThat(facts(new FactFilter(new RoomId("other"), null, START, FactFilter.END))).isEmpty();
  }

  @Test
  void presenceAndPeakAreThoseOfVisits() {
    add(
        joined(0, "ada"),
        joined(10, "bob"),
        left(20, "ada"),
        joined(20, "eve"),
        joined(30, "ada"),
        left(40, "bob"));
    var summary = summary();
    assertThat(summary.peak()).isEqualTo(3);
    assertThat(summary.users()).isEqualTo(3);
    assertThat(people().values())
        .extracting(Person::user, Person::presentMillis)
        .containsExactlyInAnyOrder(
            tuple("ada", 90_000L), tuple("bob", 30_000L), tuple("eve", 80_000L));
    var early = with(all -> all.summary(new FactFilter(ROOM, null, START, START.plusSeconds(25))));
    assertThat(early.peak()).isEqualTo(2);
  }

  @Test
  void speakingEndsWithTheNextWordTheDropAndTheLeave() {
    add(
        joined(0, "ada"),
        joined(0, "bob"),
        update(10, "ada", "active", "speaking"),
        update(12.5, "ada", "active"),
        update(20, "ada", "active", "speaking"),
        update(24, "ada", "suspended", "speaking"),
        update(60, "bob", "active", "speaking"),
        left(61, "bob"),
        left(90, "ada"));
    var summary = summary();
    assertThat(summary.speakingMillis()).isEqualTo(7500);
    assertThat(summary.people())
        .extracting(Person::user, Person::speakingMillis, Person::drops)
        .containsExactly(tuple("ada", 6500L, 1L), tuple("bob", 1000L, 0L));
    var clipped =
        with(all ->
            all.summary(new FactFilter(ROOM, null, START.plusSeconds(11), START.plusSeconds(22))));
    assertThat(clipped.speakingMillis()).isEqualTo(3500);
    assertThat(clipped.peak()).isEqualTo(2);
  }

  @Test
  void whoWasThereWhenALogWasLostLeftWhenTheNextBegan() {
    add(joined(0, "ada"), update(1, "ada", "active", "speaking"));
    epoch = "e2";
    add(joined(11, "bob"));
    assertThat(summary().peak()).isEqualTo(1);
    assertThat(people().get("ada"))
        .isEqualTo(new Person("ada", Duration.ofSeconds(11).toMillis(), 10_000, 0, 0));
  }

  @Test
  void recoveriesAreMeasuredAndMessagesCounted() {
    add(joined(0, "ada"), said(1, "ada", "chat-message"), said(2, "ada", "chat-message"));
    for (int i = 1; i <= 20; i++) {
      add(recovered(i, i * 100L, i == 20 ? null : (long) i, i == 7 ? "trimmed" : "complete"));
    }
    var summary = summary();
    assertThat(summary.recoveries())
        .isEqualTo(new Recoveries(20, 19, new Spread(10, 19), new Spread(1000, 1900)));
    assertThat(summary.messages()).isEqualTo(Map.of("chat-message", 2L));
    assertThat(summary.kinds())
        .isEqualTo(Map.of("joined", 1L, "chat-message", 2L, "recovered", 20L));
    assertThat(people()).hasEntrySatisfying("ada", ada -> assertThat(ada.messages()).isEqualTo(2));
  }

  @Test
  void anUnknownRoomHasZeros() {
    assertThat(summary())
        .isEqualTo(
            new RoomSummary(
                Map.of(), Map.of(), 0, 0, 0, List.of(), new Recoveries(0, 0, null, null)));
  }

  @Test
  void whatIsOldIsDeleted() {
    add(joined(0, "ada"), joined(10, "bob"));
    int deleted = with(all -> all.deleteBefore(START.plusSeconds(10)));
    assertThat(deleted).isEqualTo(1);
    assertThat(told()).containsExactly("joined bob");
  }
}
