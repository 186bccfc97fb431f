package org.holdline.replay.redis;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import org.holdline.identity.entity.UserId;
import org.holdline.replay.control.Draft;
import org.holdline.replay.control.LogPage;
import org.holdline.replay.control.LogPosition;
import org.holdline.replay.control.LoggedMessage;
import org.holdline.replay.control.Outcome;
import org.holdline.replay.control.RoomLog;
import org.holdline.room.control.RulesVersion;
import org.holdline.room.entity.RoomId;
import org.holdline.room.entity.SessionId;

/** A log in which something happens between a read and its answer, or instead of it. */
final class InterruptedLog implements RoomLog {
  private final RoomLog log;
  private final Queue<Runnable> after = new ArrayDeque<>();
  private final Queue<RuntimeException> instead = new ArrayDeque<>();

  InterruptedLog(RoomLog log) {
    this.log = log;
  }

  /** Runs once, after the next read and before its answer. */
  synchronized void afterNextRead(Runnable event) {
    after.add(event);
  }

  synchronized void failNextRead(RuntimeException failure) {
    instead.add(failure);
  }

  @Override
  public List<Outcome> append(RoomId room, List<Draft> drafts, RulesVersion judgedBy) {
    return log.append(room, drafts, judgedBy);
  }

  @Override
  public Optional<LogPage> read(
      RoomId room, long afterSequence, Collection<SessionId> inboxes, int durableMax) {
    RuntimeException failure;
    Runnable event;
    synchronized (this) {
      failure = instead.poll();
      event = after.poll();
    }
    if (failure != null) {
      throw failure;
    }
    var page = log.read(room, afterSequence, inboxes, durableMax);
    if (event != null) {
      event.run();
    }
    return page;
  }

  @Override
  public List<LoggedMessage> about(RoomId room, String messageId) {
    return log.about(room, messageId);
  }

  @Override
  public Map<String, LogPosition> accepted(
      RoomId room, UserId user, String clientId, List<String> messageIds) {
    return log.accepted(room, user, clientId, messageIds);
  }

  @Override
  public long markPersisted(RoomId room, long afterSequence, LogPosition to) {
    return log.markPersisted(room, afterSequence, to);
  }
}
