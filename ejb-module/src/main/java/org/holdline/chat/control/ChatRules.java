package org.holdline.chat.control;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.holdline.identity.entity.UserId;
import org.holdline.message.control.Permission;
import org.holdline.problem.entity.ProblemException;
import org.holdline.problem.entity.ProblemException.Kind;

/** Who may change what was said, and for how long. */
record ChatRules(Duration editMax) {
  /**
   * Only the author, and not for ever.
   *
   * @throws ProblemException {@code permission_denied} or {@code edit_too_late}
   */
  void requireEdit(EarlierMessage message, UserId actor, Instant now) {
    if (!message.author().equals(actor)) {
      throw new ProblemException(
          Kind.FORBIDDEN,
          "permission_denied",
          "Only its author may change a message",
          Map.of("reason", "not-author"));
    }
    if (now.isAfter(message.at().plus(editMax))) {
      throw new ProblemException(
          Kind.CONFLICT,
          "edit_too_late",
          "It is too late to change this message",
          Map.of("edit_max_s", editMax.toSeconds()));
    }
  }

  /**
   * The author as long as he may edit; whoever manages participants at any time.
   *
   * @throws ProblemException {@code permission_denied} or {@code edit_too_late}
   */
  void requireDelete(EarlierMessage message, UserId actor, Set<Permission> held, Instant now) {
    if (!held.contains(Permission.MANAGE_PARTICIPANTS)) {
      requireEdit(message, actor, now);
    }
  }
}
