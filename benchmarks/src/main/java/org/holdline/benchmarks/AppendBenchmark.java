package org.holdline.benchmarks;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import org.holdline.deploy.launcher.redis.RedisServer;
import org.holdline.identity.entity.UserId;
import org.holdline.message.control.Role;
import org.holdline.platform.redis.Redis;
import org.holdline.platform.redis.RedisSettings;
import org.holdline.platform.redis.Script;
import org.holdline.replay.control.Appended;
import org.holdline.replay.control.Draft;
import org.holdline.replay.control.ReplaySettings;
import org.holdline.replay.control.Routing;
import org.holdline.replay.redis.RedisRoomLog;
import org.holdline.room.control.Gatekeeper;
import org.holdline.room.control.RoomPolicy;
import org.holdline.room.control.RulesVersion;
import org.holdline.room.entity.RoomId;
import org.holdline.session.control.Admission.Admitted;
import org.holdline.session.control.Arrival;
import org.holdline.session.control.DoorJudge;
import org.holdline.session.control.SessionSettings;
import org.holdline.session.redis.RedisSessions;

/**
 * The room log's append against the least that a script could do to number, keep and announce a
 * message. Both take turns in short rounds, so that what else the machine does meets both alike.
 */
final class AppendBenchmark implements AutoCloseable {
  static final ReplaySettings REPLAY =
      new ReplaySettings(50, 500, Duration.ofMinutes(5), 1024, Duration.ofHours(24));
  static final SessionSettings SESSIONS =
      new SessionSettings(Duration.ofMinutes(5), Duration.ofHours(1), 100, 10);

  private static final int ROUNDS = 20;
  private static final int WARM_UP = 5;
  private static final int CALLS = 500;
  private static final int CALLERS = 8;
  private static final RoomId ROOM = new RoomId("append");
  private static final Script BARE =
      Script.of(
          """
          local sequence = redis.call('INCR', KEYS[1])
          redis.call('XADD', KEYS[2], 'MAXLEN', 500, sequence .. '-0', 'm', ARGV[1])
          redis.call('EXPIRE', KEYS[1], 300)
          redis.call('EXPIRE', KEYS[2], 300)
          redis.call('PUBLISH', KEYS[3], ARGV[1])
          return sequence
          """);
  private static final List<String> BARE_KEYS =
      List.of("bare:{append}:sequence", "bare:{append}:log", "bare:{append}:news");
  private static final String BODY =
      """
      {"type":"chat-message","payload":{"content":"%s","message_id":"c-1","user_id":"u","username":"U"},"room_id":"append"}\
      """
          .formatted("Shall we take the earlier train, then? ".repeat(3));

  private final Redis redis;
  private final RedisRoomLog log;
  private final List<Admitted> senders = new ArrayList<>();
  private final AtomicLong ids = new AtomicLong();
  private final ExecutorService callers = Executors.newFixedThreadPool(CALLERS);
  private final Effort effort;

  AppendBenchmark(RedisServer server, Effort effort) {
    this.redis = new Redis(RedisSettings.of(URI.create(server.url())));
    this.effort = effort;
    var clock = Clock.systemUTC();
    log = new RedisRoomLog(redis, REPLAY);
    var sessions = new RedisSessions(redis, clock, REPLAY, SESSIONS, openDoor(SESSIONS));
    for (int i = 0; i < CALLERS; i++) {
      if (sessions.admit(arrival(ROOM, "u" + i)) instanceof Admitted in) {
        senders.add(in);
      }
    }
  }

  /** That of rooms which nobody has registered. */
  static DoorJudge openDoor(SessionSettings settings) {
    var gatekeeper = new Gatekeeper(new RoomPolicy(), settings.participantsMax(), true);
    return (arrival, now) ->
        gatekeeper.judge(
            new Gatekeeper.Knock(arrival.user(), arrival.role(), Instant.EPOCH), now, null);
  }

  static Arrival arrival(RoomId room, String user) {
    var devices = new Arrival.Devices(true, true);
    return new Arrival(
        room,
        new UserId(user),
        user,
        new Arrival.Claim(user, null, null),
        devices,
        Role.PARTICIPANT);
  }

  /**
   * Microseconds of one call, median of the rounds.
   *
   * @param ratio append to bare, median of the rounds' ratios
   */
  record Result(int callers, double bare, double append, double ratio) {}

  List<Result> run() throws InterruptedException, ExecutionException {
    return List.of(compare(1), compare(CALLERS));
  }

  private Result compare(int count) throws InterruptedException, ExecutionException {
    var bare = new ArrayList<Double>();
    var append = new ArrayList<Double>();
    var ratio = new ArrayList<Double>();
    for (int round = -effort.of(WARM_UP); round < effort.of(ROUNDS); round++) {
      double one = micros(count, caller -> bare());
      double other = micros(count, this::append);
      if (round >= 0) {
        bare.add(one);
        append.add(other);
        ratio.add(other / one);
      }
    }
    return new Result(
        count, Samples.of(bare).median(), Samples.of(append).median(), Samples.of(ratio).median());
  }

  /** What is measured, by one of the callers. */
  private interface Call {
    void by(int caller);
  }

  /** How long one call takes while so many callers call, from caller's sight. */
  private double micros(int count, Call call) throws InterruptedException, ExecutionException {
    List<Callable<Long>> tasks = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int caller = i;
      tasks.add(() -> nanos(caller, call));
    }
    double sum = 0;
    for (var each : callers.invokeAll(tasks)) {
      sum += each.get();
    }
    return sum / count / CALLS / 1e3;
  }

  private static long nanos(int caller, Call call) {
    long begun = System.nanoTime();
    for (int i = 0; i < CALLS; i++) {
      call.by(caller);
    }
    return System.nanoTime() - begun;
  }

  @SuppressWarnings("CheckReturnValue") // only its time counts
  private void bare() {
    redis.eval(BARE, BARE_KEYS, List.of(BODY));
  }

  private void append(int caller) {
    var sender = senders.get(caller).attachment();
    var key = sender.key();
    var routing = new Routing(true, "chat-message", key.user(), key.session(), null, null);
    var entry = new Draft.Entry(routing, BODY);
    var id = "c-" + ids.incrementAndGet();
    var draft = new Draft(key.session(), sender.generation(), "client", id, entry, null);
    if (!(log.append(ROOM, List.of(draft), RulesVersion.ANY).getFirst()
            instanceof Appended(var at, boolean twice))
        || twice) {
      throw new IllegalStateException("an id was used twice");
    }
  }

  @Override
  public void close() {
    callers.shutdownNow();
    redis.close();
  }
}
