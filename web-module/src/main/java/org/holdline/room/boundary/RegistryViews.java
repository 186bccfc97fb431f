package org.holdline.room.boundary;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.holdline.message.control.RoomFlag;
import org.holdline.message.control.RoomSettings;
import org.holdline.platform.control.Timestamps;
import org.holdline.room.control.RegisteredRoom;
import org.holdline.room.entity.Room;
import org.holdline.room.entity.RoomCursor;
import org.holdline.room.entity.RoomMember;
import org.holdline.text.Json;
import org.jspecify.annotations.Nullable;

/** Shows registered rooms and their members. */
final class RegistryViews {
  private RegistryViews() {}

  /** Everything for those who belong to it, what is on its door for others. */
  static JsonObject room(RegisteredRoom found) {
    var shown = door(found.room());
    found
        .findRank()
        .ifPresent(rank ->
            inside(found.room(), shown)
                .add("role", rank.wireName())
                .add("settings", settings(found.settings())));
    return shown.build();
  }

  private static JsonObjectBuilder settings(RoomSettings settings) {
    var shown = Json.createObjectBuilder();
    for (var flag : RoomFlag.values()) {
      shown.add(flag.wireName(), settings.has(flag));
    }
    var max = settings.participantsMax();
    return max == null
        ? shown.addNull("max_participants")
        : shown.add("max_participants", max.intValue());
  }

  private static JsonObjectBuilder door(Room room) {
    var details = room.details();
    var shown =
        Json.createObjectBuilder()
            .add("room_id", room.id().value())
            .add("name", details.name())
            .add("access", details.access().wireName())
            .add("state", room.closedAt().isPresent() ? "closed" : "open");
    addTime(shown, "scheduled_start", details.startsAt());
    addTime(shown, "scheduled_end", details.endsAt());
    return shown;
  }

  private static JsonObjectBuilder inside(Room room, JsonObjectBuilder shown) {
    shown
        .add("owner_id", room.owner().value())
        .add("persistent", room.details().persistent())
        .add("has_invitation", room.hasInvitation())
        .add("created_at", Timestamps.text(room.createdAt()))
        .add("updated_at", Timestamps.text(room.updatedAt()))
        .add("version", room.version());
    room.closedAt().ifPresent(at -> addTime(shown, "closed_at", at));
    return shown;
  }

  private static void addTime(JsonObjectBuilder shown, String name, @Nullable Instant at) {
    if (at != null) {
      shown.add(name, Timestamps.text(at));
    }
  }

  /**
   * A page of rooms.
   *
   * @param found one more than the page has when there are others after it
   * @param order by which they are listed
   */
  static JsonObject page(List<RegisteredRoom> found, int limit, Function<Room, Instant> order) {
    var page = found.subList(0, Math.min(limit, found.size()));
    var rooms = Json.createArrayBuilder();
    page.forEach(room -> rooms.add(room(room)));
    var shown = Json.createObjectBuilder().add("rooms", rooms);
    if (found.size() > limit) {
      var last = page.getLast().room();
      shown.add("next_after", new RoomCursor(order.apply(last), last.id().value()).text());
    }
    return shown.build();
  }

  static JsonObject member(RoomMember member) {
    return Json.createObjectBuilder()
        .add("user_id", member.user().value())
        .add("role", member.role())
        .add("added_at", Timestamps.text(member.addedAt()))
        .build();
  }

  /**
   * A page of members.
   *
   * @param found one more than the page has when there are others after it
   */
  static JsonObject members(String room, List<RoomMember> found, int limit) {
    var page = found.subList(0, Math.min(limit, found.size()));
    var members = Json.createArrayBuilder();
    page.forEach(member -> members.add(member(member)));
    var shown = Json.createObjectBuilder().add("room_id", room).add("members", members);
    if (found.size() > limit) {
      shown.add("next_after", page.getLast().user().value());
    }
    return shown.build();
  }
}
