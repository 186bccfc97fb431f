package org.holdline.replay.control;

import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.holdline.message.control.TruncationReason;
import org.holdline.platform.control.LogEvent;
import org.holdline.problem.entity.UnavailableException;
import org.holdline.room.entity.RoomId;
import org.jspecify.annotations.Nullable;

/**
 * Says what a returning reader has missed, from the buffer and, past it, from the history; and
 * whether that is provably all of it. Thread-safe.
 */
public final class Replay {
  private static final System.Logger LOG = System.getLogger(Replay.class.getName());

  /** More missed messages than this are not replayed from the history in one resume. */
  public static final int HISTORY_MAX = 10_000;

  /** Nor more characters than these. */
  static final long HISTORY_CHARACTERS_MAX = 8_000_000;

  private static final int HISTORY_PAGE = 500;

  private final RoomLog log;
  private final History history;
  private final ReplaySettings settings;

  /** Looks into both. */
  public Replay(RoomLog log, History history, ReplaySettings settings) {
    this.log = log;
    this.history = history;
    this.settings = settings;
  }

  /**
   * What a client says of where it stands; both parts as they came.
   *
   * @param epoch null when the client does not know it
   */
  public record Asked(@Nullable String epoch, long sequence) {}

  /**
   * Compares where the reader stands with the log.
   *
   * @return nothing when the room has no log
   */
  public Optional<Recovery> recover(RoomId room, Reader reader, Asked asked) {
    long after = Math.max(0, asked.sequence());
    return log.read(room, after, List.of(reader.session()), settings.bufferMax() + 1)
        .map(page -> {
          var reason = incomparable(asked, page);
          return reason == null ? decide(room, reader, after, page) : startAgain(page, reason);
        });
  }

  private static @Nullable TruncationReason incomparable(Asked asked, LogPage top) {
    if (asked.epoch() != null && !asked.epoch().equals(top.epoch().value())) {
      return TruncationReason.EPOCH_CHANGED;
    }
    return asked.sequence() < 0 || asked.sequence() > top.top()
        ? TruncationReason.UNKNOWN_POSITION
        : null;
  }

  private static Recovery startAgain(LogPage top, TruncationReason reason) {
    var upTo = new LogPosition(top.epoch(), top.top());
    return new Recovery.Truncated(upTo, List.of(), reason, null);
  }

  private Recovery decide(RoomId room, Reader reader, long after, LogPage page) {
    var run = completed(room, after, page);
    var hole = Continuity.hole(after, run, page.durableReach());
    var upTo = new LogPosition(page.epoch(), page.readTo());
    var missed = run.stream().filter(message -> message.routing().isFor(reader)).toList();
    return hole.isEmpty()
        ? new Recovery.Complete(upTo, missed)
        : new Recovery.Truncated(upTo, missed, reasonOf(page), hole.get());
  }

  /** With what the buffer lacks and the history has: nothing leaves the one before the other. */
  private List<LoggedMessage> completed(RoomId room, long after, LogPage page) {
    var run = page.messages();
    try {
      return Continuity.hole(after, run, page.durableReach())
          .map(hole -> merged(run, fromHistory(room, page.epoch(), hole)))
          .orElse(run);
    } catch (UnavailableException e) {
      LOG.log(
          Level.WARNING, LogEvent.of("history not read").with("room", room).with("code", e.code()));
      return run;
    }
  }

  /** Nothing when it is too much. */
  private List<LoggedMessage> fromHistory(RoomId room, Epoch epoch, MissingRange hole) {
    var found = new ArrayList<LoggedMessage>();
    long after = hole.from() - 1;
    long characters = 0;
    List<LoggedMessage> page;
    do {
      page = history.range(room, epoch, after, hole.to(), HISTORY_PAGE);
      for (var message : page) {
        characters += message.body().length();
        after = message.sequence();
      }
      found.addAll(page);
      if (found.size() > HISTORY_MAX || characters > HISTORY_CHARACTERS_MAX) {
        return List.of();
      }
    } while (page.size() == HISTORY_PAGE);
    return found;
  }

  private static List<LoggedMessage> merged(
      List<LoggedMessage> buffered, List<LoggedMessage> older) {
    var all = new TreeMap<Long, LoggedMessage>();
    older.forEach(message -> all.put(message.sequence(), message));
    buffered.forEach(message -> all.put(message.sequence(), message));
    return List.copyOf(all.values());
  }

  /** A buffer below its least has dropped others by age, a fuller one by count. */
  private TruncationReason reasonOf(LogPage page) {
    long kept = page.messages().stream().filter(each -> each.routing().durable()).count();
    return kept < settings.bufferMin() ? TruncationReason.EXPIRED : TruncationReason.TRIMMED;
  }
}
