package org.holdline.room.control;

import java.util.Optional;
import org.holdline.identity.entity.UserId;
import org.holdline.message.control.Breakout;
import org.holdline.message.control.Role;
import org.holdline.problem.entity.ProblemException;
import org.holdline.problem.entity.ProblemException.Kind;
import org.holdline.room.entity.RoomId;

/** Who may be in a breakout room: those assigned to it, and who manages its main room. */
public final class BreakoutDoor {
  private BreakoutDoor() {}

  /**
   * As what somebody comes in.
   *
   * @param main the main room as it is now
   * @throws ProblemException {@code room_closed}, {@code user_not_in_room}, {@code
   *     permission_denied}
   */
  public static Role admit(RoomNow main, RoomId breakout, UserId user) {
    var asked =
        find(main, breakout)
            .filter(Breakout::open)
            .orElseThrow(() ->
                new ProblemException(Kind.GONE, "room_closed", "The breakout room is closed"));
    main.actor(user);
    var role = main.roleOf(user);
    if (!manages(role) && !asked.id().equals(main.rules().breakouts().of(user))) {
      throw new ProblemException(
          Kind.FORBIDDEN, "permission_denied", "You are not assigned to this breakout room");
    }
    return manages(role) ? Role.MODERATOR : role;
  }

  /** Whether somebody who is in may stay. */
  public static boolean mayStay(RoomNow main, RoomId breakout, UserId user) {
    var asked = find(main, breakout).orElse(null);
    if (asked == null || main.find(user).isEmpty()) {
      return false;
    }
    var own = main.rules().breakouts().of(user);
    return manages(main.roleOf(user)) || asked.id().equals(own) || (!asked.open() && own == null);
  }

  public static boolean manages(Role role) {
    return role == Role.HOST || role == Role.MODERATOR;
  }

  private static Optional<Breakout> find(RoomNow main, RoomId breakout) {
    return main.rules().breakouts().find(BreakoutName.idOf(breakout));
  }
}
