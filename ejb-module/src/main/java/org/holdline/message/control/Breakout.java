package org.holdline.message.control;

import java.time.Instant;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A smaller room beside a room, for some of those in it.
 *
 * @param id in its main room
 * @param room the name of the room in which its people meet
 * @param participantsMax so many may be assigned to it; null for any number
 * @param autoMoveBack whether everybody leaves it when it closes
 * @param minutes it is open; null until somebody closes it
 * @param endsAt null when it has no end
 * @param open false: nobody comes in any more, who is in may stay
 */
public record Breakout(
    String id,
    String room,
    String name,
    @Nullable Integer participantsMax,
    boolean autoMoveBack,
    @Nullable Integer minutes,
    @Nullable Instant endsAt,
    boolean open) {
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9-]{1,24}");

  /** Whether it may be the id of one. */
  public static boolean isId(String text) {
    return ID.matcher(text).matches();
  }

  /** The same, closed. */
  public Breakout closed() {
    return new Breakout(id, room, name, participantsMax, autoMoveBack, minutes, null, false);
  }

  public void write(FieldWriter out) {
    out.text("breakout_room_id", id).text("room_id", room).text("name", name);
    number("max_participants", participantsMax, out);
    out.flag("auto_move_back", autoMoveBack);
    number("duration_minutes", minutes, out);
    if (endsAt != null) {
      out.time("ends_at", endsAt);
    }
    out.flag("open", open);
  }

  private static void number(String name, @Nullable Integer value, FieldWriter out) {
    if (value != null) {
      out.number(name, value);
    }
  }
}
