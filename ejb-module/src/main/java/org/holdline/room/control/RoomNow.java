package org.holdline.room.control;

import java.util.List;
import java.util.Optional;
import org.holdline.identity.entity.UserId;
import org.holdline.message.control.Role;
import org.holdline.problem.entity.ProblemException;
import org.holdline.problem.entity.ProblemException.Kind;

/**
 * A room's rules and who is there to keep them, at one moment.
 *
 * @param attendees one for each user, in the order of joining
 */
public record RoomNow(RulesVersion version, RoomRules rules, List<Attendee> attendees) {
  public RoomNow {
    attendees = List.copyOf(attendees);
    var present = attendees.stream().map(Attendee::user).toList();
    rules = rules.of(present::contains);
  }

  public Optional<Attendee> find(UserId user) {
    return attendees.stream().filter(each -> each.user().equals(user)).findFirst();
  }

  public Role roleOf(UserId user) {
    return rules.roles().of(user);
  }

  /**
   * Somebody who wants something.
   *
   * @throws ProblemException {@code user_not_in_room}
   */
  public Attendee actor(UserId user) {
    return find(user)
        .orElseThrow(() ->
            new ProblemException(
                Kind.FORBIDDEN, "user_not_in_room", "You have no session in this room"));
  }

  /**
   * Somebody to whom something is to be done.
   *
   * @throws ProblemException {@code user_not_found}
   */
  public Attendee target(UserId user) {
    return find(user)
        .orElseThrow(
            () -> new ProblemException(Kind.NOT_FOUND, "user_not_found", "No such participant"));
  }
}
