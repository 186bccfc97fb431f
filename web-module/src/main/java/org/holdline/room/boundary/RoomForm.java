package org.holdline.room.boundary;

import java.io.InputStream;
import java.time.Instant;
import java.util.Map;
import org.holdline.problem.boundary.JsonBody;
import org.holdline.room.control.RoomChange;
import org.holdline.room.entity.RoomAccess;
import org.holdline.room.entity.RoomDetails;
import org.holdline.room.entity.RoomId;
import org.jspecify.annotations.Nullable;

/**
 * What somebody writes about a room of his: all of it, or only what is to be changed.
 *
 * @param roomId null when it is not given
 * @param start of the next meeting; said as null, there is none any more
 * @param settings wire names with values; the others stay as they are
 */
record RoomForm(
    @Nullable RoomId roomId,
    @Nullable String name,
    @Nullable RoomAccess access,
    @Nullable Boolean persistent,
    Given start,
    Given end,
    Map<String, @Nullable Object> settings) {
  private static final String NO_SETTINGS = "{}";

  /** A moment, or that there is to be none; or nothing is said of it. */
  record Given(boolean said, @Nullable Instant at) {
    static Given of(JsonBody body, String name) {
      return new Given(body.has(name), body.findTime(name).orElse(null));
    }

    @Nullable Instant over(@Nullable Instant before) {
      return said ? at : before;
    }
  }

  /**
   * Reads it.
   *
   * @throws org.holdline.problem.entity.ProblemException {@code validation_error} or {@code
   *     invalid_room_id}
   */
  static RoomForm read(InputStream text) {
    var body = JsonBody.read(text);
    return new RoomForm(
        body.findText("room_id").map(RoomId::of).orElse(null),
        body.findText("name").orElse(null),
        body.findText("access").map(RoomForm::access).orElse(null),
        body.findFlag("persistent").orElse(null),
        Given.of(body, "scheduled_start"),
        Given.of(body, "scheduled_end"),
        body.findValues("settings"));
  }

  private static RoomAccess access(String text) {
    return RoomAccess.find(text)
        .orElseThrow(() -> JsonBody.invalid("access", "must be open, members or approval"));
  }

  /** Of a new room, with defaults for what is not said. */
  RoomDetails details() {
    if (name == null) {
      throw JsonBody.invalid("name", "is required");
    }
    return new RoomDetails(
        name,
        access == null ? RoomAccess.OPEN : access,
        persistent == null || persistent,
        start.at(),
        end.at(),
        NO_SETTINGS);
  }

  /** What is said of a known room. */
  RoomChange change() {
    return new RoomChange(this::over, settings);
  }

  private RoomDetails over(RoomDetails before) {
    return new RoomDetails(
        name == null ? before.name() : name,
        access == null ? before.access() : access,
        persistent == null ? before.persistent() : persistent,
        start.over(before.startsAt()),
        end.over(before.endsAt()),
        before.settings());
  }
}
