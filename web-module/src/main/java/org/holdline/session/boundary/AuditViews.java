package org.holdline.session.boundary;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import org.holdline.audit.control.AuditPage;
import org.holdline.audit.entity.AuditRecord;
import org.holdline.platform.control.Timestamps;
import org.holdline.text.Json;

/** Shows decisions. */
final class AuditViews {
  private AuditViews() {}

  static JsonObject page(AuditPage page) {
    var events = Json.createArrayBuilder();
    page.records().forEach(each -> events.add(json(each)));
    var shown = Json.createObjectBuilder().add("events", events);
    var next = page.nextBefore();
    return RoomViews.addIfPresent(shown, "next_before", next == null ? null : next.text()).build();
  }

  private static JsonObjectBuilder json(AuditRecord decided) {
    var facts = decided.facts();
    var shown =
        Json.createObjectBuilder()
            .add("id", decided.id().toString())
            .add("timestamp", Timestamps.text(facts.at()))
            .add("room_id", facts.roomId())
            .add("action", facts.action());
    RoomViews.addIfPresent(shown, "actor_id", facts.actorId());
    RoomViews.addIfPresent(shown, "target_id", facts.targetId());
    RoomViews.addIfPresent(shown, "before", facts.before());
    return RoomViews.addIfPresent(shown, "after", facts.after());
  }
}
