package org.holdline.session.boundary;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import org.holdline.identity.entity.UserId;
import org.holdline.message.control.Breakout;
import org.holdline.message.control.Breakouts;
import org.holdline.platform.control.Timestamps;
import org.holdline.room.entity.RoomId;
import org.holdline.session.control.BreakoutRooms.Listed;
import org.holdline.text.Json;
import org.jspecify.annotations.Nullable;

/** Shows breakout rooms. */
final class BreakoutViews {
  private BreakoutViews() {}

  static JsonObject list(RoomId room, Listed listed) {
    var breakouts = listed.breakouts();
    var rooms = Json.createArrayBuilder();
    for (var each : breakouts.rooms()) {
      var shown = json(each);
      if (listed.all()) {
        var users = Json.createArrayBuilder();
        breakouts.in(each.id()).forEach(user -> users.add(user.value()));
        shown.add("user_ids", users);
      }
      rooms.add(shown);
    }
    var shown =
        Json.createObjectBuilder()
            .add("room_id", room.value())
            .add("breakout_rooms", rooms)
            .add("count", breakouts.rooms().size());
    return RoomViews.addIfPresent(shown, "assigned_to", breakouts.of(listed.reader())).build();
  }

  static JsonObject made(Breakout made) {
    return json(made).add("success", true).build();
  }

  private static JsonObjectBuilder json(Breakout breakout) {
    var end = breakout.endsAt();
    var shown =
        Json.createObjectBuilder()
            .add("breakout_room_id", breakout.id())
            .add("room_id", breakout.room())
            .add("name", breakout.name())
            .add("auto_move_back", breakout.autoMoveBack())
            .add("open", breakout.open());
    addIfPresent(shown, "max_participants", breakout.participantsMax());
    addIfPresent(shown, "duration_minutes", breakout.minutes());
    return RoomViews.addIfPresent(shown, "ends_at", end == null ? null : Timestamps.text(end));
  }

  private static void addIfPresent(JsonObjectBuilder to, String name, @Nullable Integer value) {
    if (value != null) {
      to.add(name, value.intValue());
    }
  }

  static JsonObject assignments(Breakouts breakouts) {
    var users = Json.createObjectBuilder();
    for (UserId user : breakouts.assigned().keySet()) {
      users.add(user.value(), String.valueOf(breakouts.of(user)));
    }
    return Json.createObjectBuilder().add("success", true).add("assignments", users).build();
  }

  static JsonObject done(String name, String value, String otherName, String other) {
    return Json.createObjectBuilder()
        .add("success", true)
        .add(name, value)
        .add(otherName, other)
        .build();
  }

  static JsonObject told(int rooms) {
    return Json.createObjectBuilder().add("success", true).add("rooms", rooms).build();
  }
}
