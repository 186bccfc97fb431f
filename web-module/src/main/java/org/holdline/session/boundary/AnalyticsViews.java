package org.holdline.session.boundary;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.Map;
import java.util.TreeMap;
import org.holdline.analytics.control.FactPage;
import org.holdline.analytics.entity.RoomFact;
import org.holdline.analytics.entity.RoomSummary;
import org.holdline.analytics.entity.RoomSummary.Person;
import org.holdline.analytics.entity.RoomSummary.Recoveries;
import org.holdline.analytics.entity.RoomSummary.Spread;
import org.holdline.platform.control.Timestamps;
import org.holdline.room.entity.RoomId;
import org.holdline.text.Json;
import org.jspecify.annotations.Nullable;

/** Shows what happened in a room. */
final class AnalyticsViews {
  private AnalyticsViews() {}

  static JsonObject page(RoomId room, FactPage page) {
    var events = Json.createArrayBuilder();
    page.facts().forEach(each -> events.add(json(each)));
    var shown =
        Json.createObjectBuilder()
            .add("room_id", room.value())
            .add("events", events)
            .add("count", page.facts().size());
    var next = page.nextBefore();
    return RoomViews.addIfPresent(shown, "next_before", next == null ? null : next.text()).build();
  }

  private static JsonObjectBuilder json(RoomFact fact) {
    var shown =
        Json.createObjectBuilder()
            .add("event_type", fact.place().kind())
            .add("timestamp", Timestamps.text(fact.place().at()));
    RoomViews.addIfPresent(shown, "user_id", fact.user());
    RoomViews.addIfPresent(shown, "session_id", fact.session());
    addIfPresent(shown, "lasted_ms", fact.lastedMillis());
    addIfPresent(shown, "away_ms", fact.awayMillis());
    addIfPresent(shown, "took_ms", fact.tookMillis());
    return RoomViews.addIfPresent(shown, "detail", fact.detail());
  }

  private static void addIfPresent(JsonObjectBuilder to, String name, @Nullable Long value) {
    if (value != null) {
      to.add(name, value.longValue());
    }
  }

  /**
   * All figures.
   *
   * @param present how many are there now
   */
  static JsonObject summary(RoomId room, RoomSummary summary, int present) {
    var users = Json.createArrayBuilder();
    summary.people().forEach(person -> users.add(json(person)));
    return Json.createObjectBuilder()
        .add("room_id", room.value())
        .add("total_events", total(summary.kinds()))
        .add("event_types", json(summary.kinds()))
        .add("unique_users", summary.users())
        .add("peak_participants", summary.peak())
        .add("current_participants", present)
        .add("speaking_ms", summary.speakingMillis())
        .add("messages", json(summary.messages()))
        .add("total_messages", total(summary.messages()))
        .add("drops", summary.kinds().getOrDefault("dropped", 0L))
        .add("recoveries", json(summary.recoveries()))
        .add("users", users)
        .build();
  }

  private static long total(Map<String, Long> counts) {
    return counts.values().stream().mapToLong(Long::longValue).sum();
  }

  private static JsonObjectBuilder json(Map<String, Long> counts) {
    var shown = Json.createObjectBuilder();
    new TreeMap<>(counts).forEach(shown::add);
    return shown;
  }

  private static JsonObjectBuilder json(Person person) {
    return Json.createObjectBuilder()
        .add("user_id", person.user())
        .add("present_ms", person.presentMillis())
        .add("speaking_ms", person.speakingMillis())
        .add("messages", person.messages())
        .add("drops", person.drops());
  }

  private static JsonObjectBuilder json(Recoveries recoveries) {
    var shown =
        Json.createObjectBuilder()
            .add("count", recoveries.count())
            .add("complete", recoveries.complete());
    addIfPresent(shown, "took_ms", recoveries.took());
    addIfPresent(shown, "away_ms", recoveries.away());
    return shown;
  }

  private static void addIfPresent(JsonObjectBuilder to, String name, @Nullable Spread spread) {
    if (spread != null) {
      to.add(name, Json.createObjectBuilder().add("p50", spread.p50()).add("p95", spread.p95()));
    }
  }
}
