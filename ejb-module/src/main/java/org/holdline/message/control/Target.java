package org.holdline.message.control;

import org.holdline.identity.entity.UserId;
import org.jspecify.annotations.Nullable;

/**
 * To whom a message is addressed: the sessions of a user, or one session. At least one is given.
 */
public record Target(@Nullable UserId user, @Nullable String session) {
  private static final int USER_MAX = 255;

  public Target {
    Check.that(user != null || session != null, "target_user_id", "is required");
    if (session != null) {
      Check.id("target_session_id", session);
    }
  }

  static @Nullable Target read(Fields fields) {
    var user = fields.findText("target_user_id");
    var session = fields.findText("target_session_id");
    if (user != null) {
      Check.length("target_user_id", user, 1, USER_MAX);
      Check.that(!user.isBlank(), "target_user_id", "must not be blank");
      Check.that(
          user.chars().noneMatch(Character::isISOControl),
          "target_user_id",
          "must not have control characters");
    }
    return user == null && session == null
        ? null
        : new Target(user == null ? null : new UserId(user), session);
  }

  static Target readRequired(Fields fields) {
    var target = read(fields);
    if (target == null) {
      throw Check.refusal("target_user_id", "is required");
    }
    return target;
  }

  static void write(@Nullable Target target, FieldWriter out) {
    if (target != null) {
      out.text("target_user_id", target.user == null ? null : target.user.value());
      out.text("target_session_id", target.session);
    }
  }
}
