package org.holdline.session.boundary;

import java.util.UUID;
import org.holdline.problem.boundary.JsonBody;
import org.holdline.room.control.BreakoutDecisions.Strategy;
import org.holdline.room.control.BreakoutPlan;
import org.jspecify.annotations.Nullable;

/**
 * Reads what is wanted of breakout rooms; each reading may refuse with {@code validation_error}.
 */
final class BreakoutForm {
  private static final int RANDOM_LENGTH = 8;
  private static final int CONTENT_MAX = 10_000;

  private BreakoutForm() {}

  static BreakoutPlan plan(JsonBody body) {
    return new BreakoutPlan(
        body.findText("breakout_room_id").orElseGet(BreakoutForm::random),
        body.text("name"),
        whole("max_participants", body),
        body.findFlag("auto_move_back").orElse(true),
        whole("duration_minutes", body));
  }

  private static String random() {
    return UUID.randomUUID().toString().substring(0, RANDOM_LENGTH);
  }

  private static @Nullable Integer whole(String name, JsonBody body) {
    var number = body.findNumber(name).orElse(null);
    if (number == null) {
      return null;
    }
    if (number != Math.rint(number) || Math.abs(number) > Integer.MAX_VALUE) {
      throw JsonBody.invalid(name, "must be a whole number");
    }
    return number.intValue();
  }

  static Strategy strategy(JsonBody body) {
    return switch (body.findText("strategy").orElse("even")) {
      case "even" -> Strategy.EVEN;
      case "random" -> Strategy.RANDOM;
      default -> throw JsonBody.invalid("strategy", "must be even or random");
    };
  }

  static String content(JsonBody body) {
    var content = body.text("content");
    if (content.isBlank() || content.length() > CONTENT_MAX || content.indexOf('\0') >= 0) {
      throw JsonBody.invalid("content", "must have 1 to " + CONTENT_MAX + " characters");
    }
    return content;
  }
}
