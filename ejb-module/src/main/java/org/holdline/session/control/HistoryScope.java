package org.holdline.session.control;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.util.List;
import org.holdline.identity.entity.UserId;
import org.holdline.message.control.TruncationReason;
import org.holdline.replay.control.LoggedMessage;
import org.holdline.replay.control.MissingRange;
import org.holdline.replay.control.Recovery;
import org.holdline.replay.control.Replay;
import org.holdline.room.entity.RoomId;
import org.holdline.session.control.Sessions.Standing;

/** Leaves out of a replay what was said before its reader came, where the policy says so. */
@Dependent
public class HistoryScope {
  private final HistoryPolicy policy;
  private final Sessions sessions;

  @Inject
  public HistoryScope(HistoryPolicy policy, Sessions sessions) {
    this.policy = policy;
    this.sessions = sessions;
  }

  /** What of it somebody may read; he is told of the rest that it is not for him. */
  Recovery within(RoomId room, UserId reader, Replay.Asked asked, Recovery found) {
    return switch (policy) {
      case WHOLE -> found;
      case SINCE_JOIN -> {
        long joinedAfter =
            sessions
                .standing(room, reader)
                .map(Standing::joinedAfter)
                .orElse(found.upTo().sequence());
        yield since(joinedAfter, asked, found);
      }
    };
  }

  /** Judged by numbers of the log: clocks of nodes may differ. */
  private static Recovery since(long joinedAfter, Replay.Asked asked, Recovery found) {
    List<LoggedMessage> entitled =
        found.missed().stream().filter(message -> message.sequence() > joinedAfter).toList();
    return switch (found) {
      case Recovery.Truncated cut ->
          new Recovery.Truncated(cut.upTo(), entitled, cut.reason(), cut.missing());
      case Recovery.Complete whole when entitled.size() == whole.missed().size() -> whole;
      case Recovery.Complete whole -> {
        var withheld = whole.missed().get(whole.missed().size() - entitled.size() - 1);
        var missing = new MissingRange(asked.sequence() + 1, withheld.sequence());
        yield new Recovery.Truncated(
            whole.upTo(), entitled, TruncationReason.NOT_AUTHORIZED, missing);
      }
    };
  }
}
