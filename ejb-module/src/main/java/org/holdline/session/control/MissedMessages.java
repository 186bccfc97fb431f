package org.holdline.session.control;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.util.List;
import org.holdline.message.control.TruncationReason;
import org.holdline.problem.entity.ProblemException;
import org.holdline.problem.entity.ProblemException.Kind;
import org.holdline.replay.control.LoggedMessage;
import org.holdline.replay.control.MissingRange;
import org.holdline.replay.control.Portion;
import org.holdline.replay.control.Reader;
import org.holdline.replay.control.Recovery;
import org.holdline.replay.control.Replay;
import org.holdline.session.control.Sessions.Standing;
import org.jspecify.annotations.Nullable;

/** Answers a participant who asks, without attaching, what he has missed since a position. */
@Dependent
public class MissedMessages {
  /** An answer has at most so many messages ... */
  static final int COUNT_MAX = 200;

  /** ... and characters in them, but always one message. */
  static final int CHARACTERS_MAX = 1_000_000;

  private final Sessions sessions;
  private final Replay replay;
  private final HistoryPolicy policy;

  @Inject
  public MissedMessages(Sessions sessions, Replay replay, HistoryPolicy policy) {
    this.sessions = sessions;
    this.replay = replay;
    this.policy = policy;
  }

  public Missed since(Standing standing, Replay.Asked asked) {
    var key = standing.key();
    var snapshot = sessions.snapshot(key.room()).orElseThrow(MissedMessages::ended);
    var recovery =
        replay
            .recover(key.room(), new Reader(key.user(), key.session()), asked)
            .orElseThrow(MissedMessages::ended);
    var entitled = since(entitledAfter(standing), recovery.missed());
    var page = Portion.firstOf(entitled, COUNT_MAX, CHARACTERS_MAX);
    boolean more = page.size() < entitled.size();
    var upTo = more ? page.getLast().position() : recovery.upTo();
    var cut = cut(recovery, asked, entitled, snapshot);
    return new Missed(standing.away(), from(recovery, asked), upTo, page, more, cut);
  }

  private static ProblemException ended() {
    return new ProblemException(Kind.GONE, "session_ended", "The session has ended");
  }

  private long entitledAfter(Standing standing) {
    return switch (policy) {
      case WHOLE -> 0;
      case SINCE_JOIN -> standing.joinedAfter();
    };
  }

  /** Judged by numbers of the log: clocks of nodes may differ. */
  private static List<LoggedMessage> since(long joinedAfter, List<LoggedMessage> missed) {
    return missed.stream().filter(message -> message.sequence() > joinedAfter).toList();
  }

  private static long from(Recovery recovery, Replay.Asked asked) {
    return isIncomparable(recovery) ? recovery.upTo().sequence() : asked.sequence();
  }

  private static boolean isIncomparable(Recovery recovery) {
    return recovery instanceof Recovery.Truncated cut && cut.missing() == null;
  }

  private static Missed.@Nullable Cut cut(
      Recovery recovery, Replay.Asked asked, List<LoggedMessage> entitled, RoomSnapshot snapshot) {
    if (recovery instanceof Recovery.Truncated truncated) {
      return new Missed.Cut(truncated.reason(), truncated.missing(), snapshot);
    }
    if (entitled.size() == recovery.missed().size()) {
      return null;
    }
    var withheld = recovery.missed().get(recovery.missed().size() - entitled.size() - 1);
    var missing = new MissingRange(asked.sequence() + 1, withheld.sequence());
    return new Missed.Cut(TruncationReason.NOT_AUTHORIZED, missing, snapshot);
  }
}
