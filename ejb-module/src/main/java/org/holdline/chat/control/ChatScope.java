package org.holdline.chat.control;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import org.holdline.problem.entity.ProblemException;
import org.holdline.problem.entity.ProblemException.Kind;
import org.holdline.replay.entity.ChatQuery.Since;
import org.holdline.session.control.HistoryPolicy;
import org.holdline.session.control.Sessions;
import org.holdline.session.control.Sessions.Standing;
import org.jspecify.annotations.Nullable;

/** How far back somebody in a room may read. */
@Dependent
public class ChatScope {
  private final HistoryPolicy policy;
  private final Sessions sessions;

  @Inject
  public ChatScope(HistoryPolicy policy, Sessions sessions) {
    this.policy = policy;
    this.sessions = sessions;
  }

  /** Null when it is as far as anything is kept. */
  public @Nullable Since since(Standing standing) {
    if (policy == HistoryPolicy.WHOLE) {
      return null;
    }
    return sessions
        .snapshot(standing.key().room())
        .map(room -> new Since(room.position().epoch().value(), standing.joinedAfter()))
        .orElseThrow(
            () -> new ProblemException(Kind.GONE, "session_ended", "The session has ended"));
  }
}
