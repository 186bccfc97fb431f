package org.holdline.session.control;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import org.holdline.identity.entity.UserId;
import org.holdline.problem.entity.ProblemException;
import org.holdline.problem.entity.ProblemException.Kind;
import org.holdline.room.entity.RoomId;
import org.holdline.session.control.Sessions.Standing;

/** What happens in a room is the business of those in it, connected or on their way back. */
@Dependent
public class Membership {
  private final Sessions sessions;

  @Inject
  public Membership(Sessions sessions) {
    this.sessions = sessions;
  }

  /**
   * Where the user's newest session in the room stands.
   *
   * @throws ProblemException {@code user_not_in_room}, whether or not there is such a room
   */
  public Standing require(RoomId room, UserId user) {
    return sessions
        .standing(room, user)
        .orElseThrow(() ->
            new ProblemException(
                Kind.FORBIDDEN, "user_not_in_room", "You have no session in this room"));
  }
}
