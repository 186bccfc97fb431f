package org.holdline.session.control;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import org.holdline.problem.entity.ProblemException;
import org.holdline.problem.entity.ProblemException.Kind;
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
  private final HistoryScope scope;

  @Inject
  public MissedMessages(Sessions sessions, Replay replay, HistoryScope scope) {
    this.sessions = sessions;
    this.replay = replay;
    this.scope = scope;
  }

  public Missed since(Standing standing, Replay.Asked asked) {
    var key = standing.key();
    var snapshot = sessions.snapshot(key.room()).orElseThrow(MissedMessages::ended);
    var recovery =
        replay
            .recover(key.room(), new Reader(key.user(), key.session()), asked)
            .map(found -> scope.within(key.room(), key.user(), asked, found))
            .orElseThrow(MissedMessages::ended);
    var entitled = recovery.missed();
    var page = Portion.firstOf(entitled, COUNT_MAX, CHARACTERS_MAX);
    boolean more = page.size() < entitled.size();
    var upTo = more ? page.getLast().position() : recovery.upTo();
    var cut = cut(recovery, snapshot);
    return new Missed(standing.away(), from(recovery, asked), upTo, page, more, cut);
  }

  private static ProblemException ended() {
    return new ProblemException(Kind.GONE, "session_ended", "The session has ended");
  }

  private static long from(Recovery recovery, Replay.Asked asked) {
    return isIncomparable(recovery) ? recovery.upTo().sequence() : asked.sequence();
  }

  private static boolean isIncomparable(Recovery recovery) {
    return recovery instanceof Recovery.Truncated cut && cut.missing() == null;
  }

  private static Missed.@Nullable Cut cut(Recovery recovery, RoomSnapshot snapshot) {
    return recovery instanceof Recovery.Truncated truncated
        ? new Missed.Cut(truncated.reason(), truncated.missing(), snapshot)
        : null;
  }
}
