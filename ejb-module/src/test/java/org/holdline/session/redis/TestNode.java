package org.holdline.session.redis;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.holdline.identity.entity.UserId;
import org.holdline.message.control.Role;
import org.holdline.message.json.JsonMessageCodec;
import org.holdline.platform.control.InMemoryMeters;
import org.holdline.platform.control.TestBackground;
import org.holdline.platform.redis.Redis;
import org.holdline.platform.redis.TestRedis;
import org.holdline.replay.control.EphemeralPath;
import org.holdline.replay.control.History;
import org.holdline.replay.control.InMemoryHistory;
import org.holdline.replay.control.Replay;
import org.holdline.replay.control.ReplaySettings;
import org.holdline.replay.control.RoomLog;
import org.holdline.replay.control.RoomTails;
import org.holdline.replay.control.WriteBehind;
import org.holdline.replay.redis.RedisEphemeralPath;
import org.holdline.replay.redis.RedisRoomLog;
import org.holdline.replay.redis.RedisRoomNews;
import org.holdline.room.control.Gatekeeper;
import org.holdline.room.control.RoomPolicy;
import org.holdline.room.entity.RoomId;
import org.holdline.session.control.Admission;
import org.holdline.session.control.Arrival;
import org.holdline.session.control.Attachment;
import org.holdline.session.control.Bans;
import org.holdline.session.control.DoorJudge;
import org.holdline.session.control.RulesStore;
import org.holdline.session.control.SessionSettings;
import org.holdline.session.control.Sessions;
import org.holdline.session.control.Sessions.Hold;
import org.jspecify.annotations.Nullable;

/** What one node is made of, without its container. */
public final class TestNode implements AutoCloseable {
  private static final AtomicInteger ROOMS = new AtomicInteger();
  public static final ReplaySettings REPLAY =
      new ReplaySettings(50, 500, Duration.ofMinutes(5), 1024, Duration.ofHours(24));
  public static final SessionSettings SESSIONS =
      new SessionSettings(Duration.ofMinutes(5), Duration.ofSeconds(15), 50, 10);

  private final Redis redis;
  private final TestBackground background = new TestBackground();
  private final RoomLog log;
  private final EphemeralPath path;
  private final Sessions sessions;
  private final Bans bans;
  private final RulesStore rules;
  private final RedisRoomNews news;
  private final WriteBehind writeBehind;
  private final Replay replay;
  private final RoomTails tails;

  public TestNode(Redis redis, ReplaySettings replaySettings, SessionSettings settings) {
    this(redis, replaySettings, settings, new InMemoryHistory());
  }

  public TestNode(
      Redis redis, ReplaySettings replaySettings, SessionSettings settings, History history) {
    this(redis, replaySettings, settings, history, Clock.systemUTC());
  }

  private TestNode(
      Redis redis,
      ReplaySettings replaySettings,
      SessionSettings settings,
      History history,
      Clock clock) {
    this.redis = redis;
    log = new RedisRoomLog(redis, replaySettings);
    path = new RedisEphemeralPath(redis);
    sessions = new RedisSessions(redis, clock, replaySettings, settings, openDoor(settings));
    bans = new RedisBans(redis, clock, replaySettings, settings);
    rules =
        new RedisRules(
            redis, clock, replaySettings, settings, new JsonMessageCodec(), new RoomPolicy());
    news = new RedisRoomNews(redis, background);
    writeBehind = new WriteBehind(log, history);
    replay = new Replay(log, history, replaySettings);
    tails = new RoomTails(news, log, background, writeBehind, new InMemoryMeters());
  }

  /** That of rooms which nobody has registered. */
  static DoorJudge openDoor(SessionSettings settings) {
    var gatekeeper = new Gatekeeper(new RoomPolicy(), settings.participantsMax(), true);
    return (arrival, now) ->
        gatekeeper.judge(
            new Gatekeeper.Knock(arrival.user(), arrival.role(), Instant.EPOCH), now, null);
  }

  public static TestNode ofProduct() {
    return new TestNode(TestRedis.shared().open(), REPLAY, SESSIONS);
  }

  /** One whose clock is wrong. */
  public static TestNode ahead(Duration error) {
    var clock = Clock.offset(Clock.systemUTC(), error);
    return new TestNode(TestRedis.shared().open(), REPLAY, SESSIONS, new InMemoryHistory(), clock);
  }

  /** A room that no other test uses. */
  public static RoomId freshRoom() {
    return new RoomId("room-" + ROOMS.incrementAndGet());
  }

  public static Arrival arrival(RoomId room, String user) {
    return arrival(room, user, user + "-client", null);
  }

  public static Arrival arrival(
      RoomId room, String user, @Nullable String client, @Nullable String token) {
    return new Arrival(
        room,
        new UserId(user),
        user.toUpperCase(java.util.Locale.ROOT),
        new Arrival.Claim(client, token, null),
        new Arrival.Devices(true, true),
        Role.PARTICIPANT);
  }

  /** The same with groups that give this role. */
  public static Arrival as(Arrival plain, Role role) {
    return new Arrival(
        plain.room(), plain.user(), plain.username(), plain.claim(), plain.devices(), role);
  }

  public Admission.Admitted admit(Arrival arrival) {
    if (sessions.admit(arrival) instanceof Admission.Admitted in) {
      return in;
    }
    throw new AssertionError("not admitted");
  }

  public Admission.Admitted join(RoomId room, String user) {
    return admit(arrival(room, user));
  }

  /** What is lost of these, which are all that the node holds in the room. */
  public List<Attachment> renew(RoomId room, Hold... holds) {
    var renewed = sessions.renew(Map.of(room, List.of(holds))).get(room);
    return Objects.requireNonNull(renewed, "the room was renewed").lost();
  }

  public Redis redis() {
    return redis;
  }

  public TestBackground background() {
    return background;
  }

  public RoomLog log() {
    return log;
  }

  public EphemeralPath path() {
    return path;
  }

  public Sessions sessions() {
    return sessions;
  }

  public Bans bans() {
    return bans;
  }

  public RulesStore rules() {
    return rules;
  }

  public RedisRoomNews news() {
    return news;
  }

  public WriteBehind writeBehind() {
    return writeBehind;
  }

  public Replay replay() {
    return replay;
  }

  public RoomTails tails() {
    return tails;
  }

  @Override
  public void close() {
    news.close();
    background.close();
    redis.close();
  }
}
