package org.holdline.connection.boundary;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.holdline.identity.control.Caller;
import org.holdline.identity.control.Tickets;
import org.holdline.identity.entity.UserId;
import org.holdline.platform.control.Background;
import org.holdline.platform.control.LogEvent;
import org.holdline.platform.control.NodeDuty;
import org.holdline.problem.entity.UnavailableException;
import org.holdline.room.entity.RoomId;
import org.jspecify.annotations.Nullable;

/**
 * Warms a node up before it is ready: a few participants of its own enter over its own sockets,
 * talk, lose their lines, come back and leave, so that the first people who come, often all of
 * another node's at once, find connections open and code compiled. It cannot keep a node from
 * beginning: what fails is logged.
 */
final class Rehearsal {
  private static final System.Logger LOG = System.getLogger(Rehearsal.class.getName());
  private static final int TOGETHER = 4;
  private static final int ROUNDS = 600;
  private static final Duration UNTIL_OPEN = Duration.ofMillis(100);
  private static final Duration PROOF = Duration.ofMinutes(1);

  private final RehearsalSettings settings;
  private final Tickets tickets;
  private final NodeDuty duty;
  private final Background background;
  private final Clock clock;
  private final RoomId room = RoomId.ofNode("rehearsal-" + UUID.randomUUID());
  private final AtomicInteger rounds = new AtomicInteger();
  private volatile @Nullable Exception fault;

  Rehearsal(
      RehearsalSettings settings,
      Tickets tickets,
      NodeDuty duty,
      Background background,
      Clock clock) {
    this.settings = settings;
    this.tickets = tickets;
    this.duty = duty;
    this.background = background;
    this.clock = clock;
  }

  /**
   * Reads which room somebody asks for. That of the rehearsal has a name that nobody can guess, and
   * whoever asks for any other of a node is refused.
   *
   * @throws org.holdline.problem.entity.ProblemException {@code invalid_room_id}
   */
  RoomId room(String asked) {
    return asked.equals(room.value()) ? room : RoomId.of(asked);
  }

  /** Called once, at the start of the application; the node is not ready before it has ended. */
  void begin() {
    var sockets = settings.sockets();
    if (sockets != null) {
      duty.prepare();
      LOG.log(
          Level.INFO,
          LogEvent.of("node rehearses before it is ready")
              .with("at_most_ms", settings.max().toMillis()));
      background.forever("rehearsal", () -> play(sockets.resolve(room.value())));
    }
  }

  private void play(URI stage) {
    long begun = System.nanoTime();
    var http = HttpClient.newBuilder().executor(background::executePatient).build();
    try {
      playTogether(http, stage, begun + settings.max().toNanos());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      duty.begin();
      http.shutdownNow();
      report(Duration.ofNanos(System.nanoTime() - begun));
    }
  }

  private void report(Duration took) {
    boolean played = rounds.get() > 0;
    var event =
        LogEvent.of(played ? "node has rehearsed" : "node could not rehearse")
            .with("rounds", rounds)
            .with("millis", took.toMillis());
    LOG.log(
        played ? Level.INFO : Level.WARNING,
        played ? event : event.with("cause", String.valueOf(fault)));
  }

  private void playTogether(HttpClient http, URI stage, long end) throws InterruptedException {
    var playing = new CountDownLatch(TOGETHER);
    for (int part = 0; part < TOGETHER; part++) {
      background.forever(
          "rehearsal " + part,
          () -> {
            try {
              play(http, stage, end);
            } finally {
              playing.countDown();
            }
          });
    }
    playing.await(2 * settings.max().toNanos(), TimeUnit.NANOSECONDS);
  }

  private void play(HttpClient http, URI stage, long end) {
    try {
      while (rounds.get() < ROUNDS && System.nanoTime() - end < 0) {
        round(http, stage);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Whose round fails goes on with the next: the endpoint may not be open yet. */
  private void round(HttpClient http, URI stage) throws InterruptedException {
    var who = newcomer();
    try {
      RehearsalActor.play(http, () -> URI.create(stage + "?ticket=" + tickets.issue(who).secret()));
      rounds.incrementAndGet();
    } catch (IOException | UnavailableException e) {
      fault = e;
      TimeUnit.NANOSECONDS.sleep(UNTIL_OPEN.toNanos());
    }
  }

  /** Somebody new each time: nobody's budget is spent. */
  private Caller newcomer() {
    var id = new UserId("rehearsal-" + UUID.randomUUID());
    return new Caller(id, "rehearsal", Set.of(), clock.instant().plus(PROOF));
  }
}
