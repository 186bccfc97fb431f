package org.holdline.room.control;

import java.util.Map;
import org.holdline.message.control.Breakout;
import org.holdline.problem.entity.ProblemException;
import org.holdline.problem.entity.ProblemException.Kind;
import org.jspecify.annotations.Nullable;

/**
 * A breakout room as somebody wants it.
 *
 * @param participantsMax null for any number
 * @param minutes null until somebody closes it
 */
public record BreakoutPlan(
    String id,
    String name,
    @Nullable Integer participantsMax,
    boolean autoMoveBack,
    @Nullable Integer minutes) {
  private static final int NAME_MAX = 100;
  private static final int PARTICIPANTS_MAX = 1000;
  private static final int MINUTES_MAX = 24 * 60;

  public BreakoutPlan {
    check(Breakout.isId(id), "breakout_room_id", "must be 1 to 24 of A-Z a-z 0-9 -");
    check(
        !name.isBlank() && name.length() <= NAME_MAX,
        "name",
        "must have 1 to " + NAME_MAX + " characters");
    within("max_participants", participantsMax, PARTICIPANTS_MAX);
    within("duration_minutes", minutes, MINUTES_MAX);
  }

  private static void within(String field, @Nullable Integer value, int max) {
    check(value == null || (value >= 1 && value <= max), field, "must be from 1 to " + max);
  }

  private static void check(boolean holds, String field, String rule) {
    if (!holds) {
      throw new ProblemException(
          Kind.INVALID,
          "validation_error",
          "A field is missing or not of its type",
          Map.of("field", field, "rule", rule));
    }
  }
}
