package org.holdline.session.boundary;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.List;
import org.holdline.platform.control.Timestamps;
import org.holdline.session.entity.RecoveryFacts;
import org.holdline.session.entity.RecoveryRecord;
import org.holdline.text.Json;
import org.jspecify.annotations.Nullable;

/** Shows recovery records. */
final class RecoveryViews {
  private RecoveryViews() {}

  /** For whom it happened to. */
  static JsonObjectBuilder own(RecoveryRecord record) {
    var facts = record.facts();
    var asked = Json.createObjectBuilder().add("sequence", facts.askedSequence());
    RoomViews.addIfPresent(asked, "epoch", facts.askedEpoch());
    var shown =
        Json.createObjectBuilder()
            .add("session_id", record.key().sessionId())
            .add("generation", record.key().generation())
            .add("resumed_at", Timestamps.text(facts.resumedAt()))
            .add("cause", facts.cause())
            .add("away_ms", facts.awayMillis())
            .add("asked", asked)
            .add("epoch", facts.epoch())
            .add("from_sequence", facts.fromSequence())
            .add("to_sequence", facts.toSequence())
            .add("replayed", facts.replayed())
            .add("outcome", facts.outcome());
    addMissing(shown, facts);
    addIfPresent(shown, "took_ms", facts.tookMillis());
    return shown;
  }

  private static void addMissing(JsonObjectBuilder shown, RecoveryFacts facts) {
    if (facts.missingFrom() != null) {
      var missing = Json.createObjectBuilder();
      addIfPresent(missing, "from_sequence", facts.missingFrom());
      addIfPresent(missing, "to_sequence", facts.missingTo());
      shown.add("missing", missing);
    }
  }

  private static void addIfPresent(JsonObjectBuilder to, String name, @Nullable Long value) {
    if (value != null) {
      to.add(name, value.longValue());
    }
  }

  /** For administrators. */
  static JsonObject list(List<RecoveryRecord> records) {
    var shown = Json.createArrayBuilder();
    for (var each : records) {
      var facts = each.facts();
      shown.add(
          own(each)
              .add("room_id", facts.roomId())
              .add("user_id", facts.userId())
              .add("node", facts.node()));
    }
    return Json.createObjectBuilder().add("recoveries", shown).build();
  }
}
