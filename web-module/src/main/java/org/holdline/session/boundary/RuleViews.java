package org.holdline.session.boundary;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.util.Set;
import org.holdline.message.control.HandQueue;
import org.holdline.message.control.Permission;
import org.holdline.message.control.RoomFlag;
import org.holdline.message.control.RoomSettings;
import org.holdline.platform.control.Timestamps;
import org.holdline.text.Json;

/** Shows a room's rules over HTTP in the words of the messages. */
final class RuleViews {
  private RuleViews() {}

  static JsonObjectBuilder settings(RoomSettings settings) {
    var shown = Json.createObjectBuilder();
    for (var flag : RoomFlag.values()) {
      shown.add(flag.wireName(), settings.has(flag));
    }
    var max = settings.participantsMax();
    return shown.add("max_participants", max == null ? JsonValue.NULL : Json.createValue(max));
  }

  static JsonObjectBuilder permissions(Set<Permission> held) {
    var shown = Json.createObjectBuilder();
    for (var permission : Permission.values()) {
      shown.add(permission.wireName(), held.contains(permission));
    }
    return shown;
  }

  static JsonArrayBuilder hands(HandQueue hands) {
    var shown = Json.createArrayBuilder();
    int position = 0;
    for (var hand : hands.hands()) {
      shown.add(
          Json.createObjectBuilder()
              .add("user_id", hand.user().value())
              .add("username", hand.username())
              .add("raised_at", Timestamps.text(hand.raisedAt()))
              .add("position", ++position));
    }
    return shown;
  }
}
