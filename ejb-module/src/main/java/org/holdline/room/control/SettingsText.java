package org.holdline.room.control;

import jakarta.enterprise.context.Dependent;
import jakarta.json.JsonNumber;
import jakarta.json.JsonValue;
import java.util.HashMap;
import org.holdline.message.control.RoomFlag;
import org.holdline.message.control.RoomSettings;
import org.holdline.text.Json;
import org.jspecify.annotations.Nullable;

/** The settings of a registered room as the database keeps them: those that are not as usual. */
@Dependent
public class SettingsText {
  private static final String PARTICIPANTS_MAX = "max_participants";

  public RoomSettings read(String text) {
    var known = new HashMap<String, @Nullable Object>();
    Json.readObject(text).forEach((name, value) -> known.put(name, plain(value)));
    return RoomSettings.defaults().with(known);
  }

  private static Object plain(JsonValue value) {
    return value instanceof JsonNumber number
        ? (Object) number.longValueExact()
        : (Object) value.equals(JsonValue.TRUE);
  }

  public String write(RoomSettings settings) {
    var usual = RoomSettings.defaults();
    var json = Json.createObjectBuilder();
    for (var flag : RoomFlag.values()) {
      if (settings.has(flag) != usual.has(flag)) {
        json.add(flag.wireName(), settings.has(flag));
      }
    }
    var max = settings.participantsMax();
    if (max != null) {
      json.add(PARTICIPANTS_MAX, max);
    }
    return json.build().toString();
  }
}
