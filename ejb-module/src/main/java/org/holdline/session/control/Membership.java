package org.holdline.session.control;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import org.holdline.identity.control.RoleRefusal;
import org.holdline.identity.entity.UserId;
import org.holdline.problem.entity.ProblemException;
import org.holdline.problem.entity.ProblemException.Kind;
import org.holdline.room.entity.RoomId;
import org.holdline.session.control.Sessions.Standing;

/** What happens in a room is the business of those in it, connected or on their way back. */
@Dependent
public class Membership {
  private final Sessions sessions;
  private final Bans bans;

  @Inject
  public Membership(Sessions sessions, Bans bans) {
    this.sessions = sessions;
    this.bans = bans;
  }

  /**
   * Where the user's newest session in the room stands.
   *
   * @throws ProblemException {@code user_not_in_room}, whether or not there is such a room, or
   *     {@code user_banned}
   */
  public Standing require(RoomId room, UserId user) {
    return sessions.standing(room, user).orElseThrow(() -> refusal(room, user));
  }

  /**
   * The same for the host alone.
   *
   * @throws ProblemException also {@code insufficient_role}
   */
  public void requireHost(RoomId room, UserId user) {
    require(room, user);
    if (sessions.snapshot(room).flatMap(RoomSnapshot::host).filter(user::equals).isEmpty()) {
      throw RoleRefusal.insufficient();
    }
  }

  private ProblemException refusal(RoomId room, UserId user) {
    return bans.isBarred(room, user)
        ? new ProblemException(Kind.FORBIDDEN, "user_banned", "You are kept out of this room")
        : new ProblemException(
            Kind.FORBIDDEN, "user_not_in_room", "You have no session in this room");
  }
}
