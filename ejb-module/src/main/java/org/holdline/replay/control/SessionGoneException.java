package org.holdline.replay.control;

import org.holdline.problem.entity.ProblemException;

/** The session of this connection has ended, or a newer connection has taken it over. */
public final class SessionGoneException extends ProblemException {
  private final boolean superseded;

  private SessionGoneException(Kind kind, String code, String title, boolean superseded) {
    super(kind, code, title);
    this.superseded = superseded;
  }

  public static SessionGoneException superseded() {
    return new SessionGoneException(
        Kind.CONFLICT, "session_superseded", "A newer connection has taken the session over", true);
  }

  public static SessionGoneException ended() {
    return new SessionGoneException(Kind.GONE, "session_ended", "The session has ended", false);
  }

  public boolean isSuperseded() {
    return superseded;
  }
}
