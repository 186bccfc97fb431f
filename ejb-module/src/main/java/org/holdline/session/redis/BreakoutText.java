package org.holdline.session.redis;

import jakarta.json.JsonObject;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.holdline.identity.entity.UserId;
import org.holdline.message.control.Breakout;
import org.holdline.message.control.Breakouts;
import org.holdline.text.Json;
import org.jspecify.annotations.Nullable;

/** Breakout rooms as fields of the rules: JSON, of which scripts read the end. */
final class BreakoutText {
  private BreakoutText() {}

  /** A hash has no order of its own. */
  record Numbered(int number, Breakout breakout) {}

  static Numbered read(String text) {
    var json = Json.readObject(text);
    var ends = json.getJsonNumber("ends_ms");
    return new Numbered(
        json.getInt("number"),
        new Breakout(
            json.getString("id"),
            json.getString("room"),
            json.getString("name"),
            number(json, "max"),
            json.getBoolean("auto_move_back"),
            number(json, "minutes"),
            ends == null ? null : Instant.ofEpochMilli(ends.longValueExact()),
            json.getBoolean("open")));
  }

  private static @Nullable Integer number(JsonObject json, String name) {
    return json.containsKey(name) ? json.getInt(name) : null;
  }

  /** Nobody belongs in what is not there. */
  static Breakouts all(List<Numbered> rooms, Map<UserId, String> assigned) {
    var ordered =
        rooms.stream()
            .sorted(Comparator.comparingInt(Numbered::number))
            .map(Numbered::breakout)
            .toList();
    var open = ordered.stream().filter(Breakout::open).map(Breakout::id).toList();
    var inside = new HashMap<>(assigned);
    inside.values().retainAll(open);
    return new Breakouts(ordered, inside);
  }

  static String write(int number, Breakout breakout) {
    var json =
        Json.createObjectBuilder()
            .add("number", number)
            .add("id", breakout.id())
            .add("room", breakout.room())
            .add("name", breakout.name())
            .add("auto_move_back", breakout.autoMoveBack())
            .add("open", breakout.open());
    if (breakout.participantsMax() != null) {
      json.add("max", breakout.participantsMax());
    }
    if (breakout.minutes() != null) {
      json.add("minutes", breakout.minutes());
    }
    if (breakout.endsAt() != null) {
      json.add("ends_ms", breakout.endsAt().toEpochMilli());
    }
    return json.build().toString();
  }
}
