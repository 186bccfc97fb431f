package org.holdline.benchmarks;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.holdline.deploy.launcher.redis.RedisServer;
import org.holdline.platform.redis.Redis;
import org.holdline.platform.redis.RedisSettings;
import org.holdline.room.entity.RoomId;
import org.holdline.session.control.Admission.Admitted;
import org.holdline.session.control.ConnectionEnd;
import org.holdline.session.control.SessionSettings;
import org.holdline.session.control.Sessions;
import org.holdline.session.redis.RedisSessions;

/** Ends what nobody holds any more, and looks at rooms where there is nothing to end. */
final class CleanupBenchmark implements AutoCloseable {
  private static final int ROUNDS = 60;
  private static final int WARM_UP = 10;
  private static final int CROWD = 50;
  private static final int ROOMS = 1_000;
  private static final int MEMBERS = 2;
  private static final SessionSettings IMPATIENT =
      new SessionSettings(Duration.ZERO, Duration.ofHours(1), 100, 10);

  private final Redis redis;
  private final Sessions patient;
  private final Sessions impatient;
  private final Effort effort;

  CleanupBenchmark(RedisServer server, Effort effort) {
    this.redis = new Redis(RedisSettings.of(URI.create(server.url())));
    this.effort = effort;
    var clock = Clock.systemUTC();
    patient =
        new RedisSessions(
            redis,
            clock,
            AppendBenchmark.REPLAY,
            AppendBenchmark.SESSIONS,
            AppendBenchmark.openDoor(AppendBenchmark.SESSIONS));
    impatient =
        new RedisSessions(
            redis, clock, AppendBenchmark.REPLAY, IMPATIENT, AppendBenchmark.openDoor(IMPATIENT));
  }

  /** Milliseconds; {@code floor} is a Redis PING by the same client. */
  record Result(String what, Samples sweep, double floor) {}

  List<Result> run() {
    return List.of(crowded(), quiet(), emptied());
  }

  private double floor() {
    var nanos = new ArrayList<Long>();
    for (int i = 0; i < ROOMS; i++) {
      long begun = System.nanoTime();
      redis.ping();
      nanos.add(System.nanoTime() - begun);
    }
    return Samples.ofNanos(nanos).median();
  }

  private Result crowded() {
    var nanos = new ArrayList<Long>();
    for (int round = -effort.of(WARM_UP); round < effort.of(ROUNDS); round++) {
      var room = new RoomId("crowd" + round);
      fill(room, CROWD, true);
      long took = sweep(List.of(room), impatient, CROWD);
      if (round >= 0) {
        nanos.add(took);
      }
    }
    return new Result(
        "a room of %d sessions that all end".formatted(CROWD), Samples.ofNanos(nanos), floor());
  }

  private Result quiet() {
    var rooms = rooms("quiet", false);
    var nanos = new ArrayList<Long>();
    for (int round = 0; round < effort.of(WARM_UP); round++) {
      nanos.add(sweep(rooms, patient, 0));
    }
    return new Result(
        "%,d rooms of %d sessions, nothing to end".formatted(rooms.size(), MEMBERS),
        Samples.ofNanos(nanos),
        floor() * rooms.size());
  }

  private Result emptied() {
    var nanos = new ArrayList<Long>();
    int count = 0;
    for (int round = 0; round < effort.of(WARM_UP); round++) {
      var rooms = rooms("emptied" + round, true);
      count = rooms.size();
      nanos.add(sweep(rooms, impatient, MEMBERS));
    }
    return new Result(
        "%,d rooms of %d sessions that all end".formatted(count, MEMBERS),
        Samples.ofNanos(nanos),
        floor() * count);
  }

  private List<RoomId> rooms(String name, boolean gone) {
    var rooms = new ArrayList<RoomId>();
    for (int i = 0; i < effort.of(ROOMS); i++) {
      var room = new RoomId(name + "-" + i);
      fill(room, MEMBERS, gone);
      rooms.add(room);
    }
    return rooms;
  }

  private void fill(RoomId room, int members, boolean gone) {
    for (int i = 0; i < members; i++) {
      if (patient.admit(AppendBenchmark.arrival(room, "u" + i)) instanceof Admitted in && gone) {
        patient.suspend(in.attachment(), null, ConnectionEnd.LINE_LOST);
      }
    }
  }

  private static long sweep(List<RoomId> rooms, Sessions sessions, int expected) {
    long begun = System.nanoTime();
    for (var room : rooms) {
      if (sessions.sweep(room) != expected) {
        throw new IllegalStateException("swept another number of sessions");
      }
    }
    return System.nanoTime() - begun;
  }

  @Override
  public void close() {
    redis.close();
  }
}
