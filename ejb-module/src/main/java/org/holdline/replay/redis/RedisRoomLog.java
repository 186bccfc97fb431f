package org.holdline.replay.redis;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.holdline.identity.entity.UserId;
import org.holdline.platform.redis.Redis;
import org.holdline.replay.control.Draft;
import org.holdline.replay.control.LogPage;
import org.holdline.replay.control.LogPosition;
import org.holdline.replay.control.LoggedMessage;
import org.holdline.replay.control.Outcome;
import org.holdline.replay.control.ReplaySettings;
import org.holdline.replay.control.RoomLog;
import org.holdline.room.control.RulesVersion;
import org.holdline.room.entity.RoomId;
import org.holdline.room.entity.SessionId;

/** The room log as Redis streams. */
public final class RedisRoomLog implements RoomLog {
  /** Signaling older than this is of no use to anybody. */
  static final Duration INBOX_LIFE = Duration.ofSeconds(30);

  /** A client's message ids are remembered so long ... */
  public static final Duration IDS_LIFE = Duration.ofHours(24);

  /** ... and so many of them. */
  public static final int IDS_MAX = 1024;

  private final AppendScript append;
  private final ReadScript read;
  private final PersistedScript persisted;
  private final AboutScript about;
  private final AcceptedScript accepted;
  private final RoomMending mending;

  public RedisRoomLog(Redis redis, ReplaySettings settings) {
    append =
        new AppendScript(redis, settings, LogLua.limits(settings, settings.logLife().toMillis()));
    read = new ReadScript(redis);
    persisted = new PersistedScript(redis, settings.logLife());
    about = new AboutScript(redis);
    accepted = new AcceptedScript(redis);
    mending = new RoomMending(redis);
  }

  @Override
  public List<Outcome> append(RoomId room, List<Draft> drafts, RulesVersion judgedBy) {
    return mending.guard(
        room, AppendScript.ids(room, drafts), () -> append.execute(room, drafts, judgedBy));
  }

  @Override
  public Optional<LogPage> read(
      RoomId room, long after, Collection<SessionId> inboxes, int durableMax) {
    return mending.guard(room, () -> read.execute(room, after, inboxes, durableMax));
  }

  @Override
  public List<LoggedMessage> about(RoomId room, String messageId) {
    return mending.guard(room, () -> about.execute(room, messageId));
  }

  @Override
  public Map<String, LogPosition> accepted(
      RoomId room, UserId user, String clientId, List<String> messageIds) {
    return mending.guard(room, () -> accepted.execute(room, user, clientId, messageIds));
  }

  @Override
  public long markPersisted(RoomId room, long afterSequence, LogPosition to) {
    return mending.guard(room, () -> persisted.execute(room, afterSequence, to));
  }
}
