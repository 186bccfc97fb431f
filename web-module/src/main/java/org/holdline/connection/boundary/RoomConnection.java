package org.holdline.connection.boundary;

import jakarta.websocket.CloseReason;
import jakarta.websocket.Session;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import org.holdline.identity.control.Caller;
import org.holdline.message.control.ClientMessage;
import org.holdline.message.control.ClientPayload;
import org.holdline.message.control.Parcel;
import org.holdline.message.control.Report;
import org.holdline.message.control.SenderIdentity;
import org.holdline.platform.control.LogEvent;
import org.holdline.platform.control.Metric;
import org.holdline.problem.entity.ProblemException;
import org.holdline.problem.entity.UnavailableException;
import org.holdline.replay.control.Deliveries;
import org.holdline.replay.control.LoggedMessage;
import org.holdline.replay.control.MessageSink;
import org.holdline.replay.control.Portion;
import org.holdline.room.entity.RoomId;
import org.holdline.session.control.ConnectionEnd;
import org.jspecify.annotations.Nullable;

/**
 * One WebSocket from handshake to close. The container brings its frames one at a time; deliveries
 * and closings come from other threads.
 */
final class RoomConnection implements MessageSink {
  private static final System.Logger LOG = System.getLogger(RoomConnection.class.getName());

  private final ControlFrames control;
  private final RoomId room;
  private final boolean sdk;
  private final Connections home;
  private final Outbox outbox;
  private final Liveness liveness;
  private final Incoming incoming;
  private final AtomicBoolean ended = new AtomicBoolean();

  /** Held while he is let in, and while a frame is read: the first waits until he is quite in. */
  private final ReentrantLock door = new ReentrantLock();

  private volatile Caller caller;
  private volatile @Nullable Presence presence;
  private volatile ConnectionEnd how = ConnectionEnd.UNKNOWN;
  private boolean entering;
  private volatile @Nullable Closing removal;
  private boolean confirmed;

  RoomConnection(Session socket, RoomId room, Caller caller, boolean sdk, Connections home) {
    this.control = new ControlFrames(socket, room);
    this.room = room;
    this.caller = caller;
    this.sdk = sdk;
    this.home = home;
    this.outbox = new Outbox(Line.of(socket), sdk, home.background(), this::closeAsSlow);
    this.liveness =
        new Liveness(
            home.heartbeat(), sdk ? Liveness.Expectation.JOIN : Liveness.Expectation.PLAIN);
    this.incoming = new Incoming(this, home.conversation(), home.background());
  }

  RoomId room() {
    return room;
  }

  Caller caller() {
    return caller;
  }

  boolean isSdk() {
    return sdk;
  }

  boolean isOpen() {
    return !ended.get();
  }

  @Nullable Presence presence() {
    return presence;
  }

  Liveness liveness() {
    return liveness;
  }

  void onPong(ByteBuffer data) {
    liveness.heard();
    outbox.confirm(data);
  }

  /** Reads one frame; nothing in it can close the connection but repeated abuse. */
  void onFrame(String frame) {
    liveness.begin();
    door.lock();
    try {
      incoming.take(frame);
    } finally {
      door.unlock();
      liveness.done();
    }
  }

  /**
   * The socket is closed; what came over it before is still answered, in the log if nowhere else.
   */
  void onClose(ConnectionEnd as) {
    if (isOpen()) {
      incoming.settle();
    }
    end(as);
  }

  /** As whom its frames are read. */
  SenderIdentity identity() {
    var in = presence;
    return in == null
        ? new SenderIdentity(room.value(), caller.id(), null, caller.name())
        : in.speaker().identity();
  }

  /** Does what a client wants of the connection itself. */
  void take(ClientMessage message) {
    try {
      var in = presence;
      if (message.payload() instanceof ClientPayload.Join join) {
        join(join);
      } else if (in == null && entering && home.porch().take(this, message.payload())) {
        return;
      } else if (in == null && entering) {
        throw new UnavailableException("service_unavailable", "Many enter at once, wait");
      } else if (in == null) {
        throw new ProblemException(
            ProblemException.Kind.CONFLICT, "join_required", "The first message must be join");
      } else {
        converse(in, message);
      }
    } catch (ProblemException problem) {
      home.conversation().refuse(this, message.id(), problem);
    } catch (RuntimeException fault) {
      home.conversation().fail(this, message.id(), fault);
    }
  }

  private void join(ClientPayload.Join join) {
    if (entering) {
      throw new ProblemException(
          ProblemException.Kind.CONFLICT, "already_joined", "This connection has joined");
    }
    liveness.expectBackground(Boolean.TRUE.equals(join.background()));
    enter(Wish.of(join));
  }

  private void converse(Presence in, ClientMessage message) {
    switch (message.payload()) {
      case ClientPayload.Ack ack -> {
        if (home.conversation().acknowledge(in, ack)) {
          confirmOnce(in);
        }
      }
      case ClientPayload.Ping ping -> {
        expectBackground(ping.background());
        home.conversation().pong(this, message.id(), in.served());
      }
      case ClientPayload.Refresh refresh -> {
        caller = home.conversation().refresh(this, refresh.token());
        home.entrance().regroup(in, caller);
      }
      case ClientPayload.Leave leave -> leave();
      case Report report -> home.conversation().take(this, in, report);
      default ->
          throw new IllegalStateException("not taken: " + message.payload().type().wireName());
    }
  }

  private void confirmOnce(Presence in) {
    if (!confirmed) {
      home.entrance().confirm(in);
      confirmed = true;
    }
  }

  private void expectBackground(@Nullable Boolean background) {
    if (background != null && sdk) {
      liveness.expectBackground(background);
    }
  }

  /** Brings the participant into the room when it is his turn. */
  void enter(Wish wish) {
    entering = true;
    home.queue().arrive(Newcomer.of(this, wish, home.conversation()));
  }

  /** Too many want to enter: he comes again later. */
  void postpone(Duration wait) {
    home.meters().count(Metric.ENTRANCES_POSTPONED);
    close(Closing.retryAfter(wait));
  }

  /** It is his turn: brings him in, or closes with the reason why not. */
  void admit(Wish wish) {
    door.lock();
    try {
      if (!isOpen()) {
        return;
      }
      switch (home.entrance().enter(this, wish)) {
        case Entrance.Entry.In in -> entered(in);
        case Entrance.Entry.Overtaken overtaken -> close(Closing.SUPERSEDED.reason());
        case Entrance.Entry.Waiting waiting -> home.porch().stay(this, wish, waiting);
        case Entrance.Entry.Refused refused -> refuse(refused.why(), refused.closing());
      }
    } catch (ProblemException problem) {
      home.conversation().refuse(this, null, problem);
      closeAfterFlush(Closing.after(problem).reason());
    } catch (RuntimeException fault) {
      home.conversation().fail(this, null, fault);
      closeAfterFlush(Closing.UNAVAILABLE.reason());
    } finally {
      door.unlock();
    }
  }

  private void entered(Entrance.Entry.In in) {
    presence = in.presence();
    home.joined(this, in.presence());
    if (ended.get()) {
      home.left(this);
      suspend(in.presence());
      home.entrance().brokenOff(in);
    } else if (Portion.isAll(in.came().missed())) {
      home.entrance().catchUp(this, in);
    } else {
      home.background().executePatient(() -> home.entrance().catchUp(this, in));
    }
  }

  /** Says why and closes. */
  void refuse(ProblemException why, Closing closing) {
    home.conversation().refuse(this, null, why);
    closeAfterFlush(closing.reason());
  }

  private void leave() {
    var in = presence;
    if (in != null && ended.compareAndSet(false, true)) {
      home.left(this);
      try {
        home.entrance().leave(room, in);
      } finally {
        closeAfterFlush(Closing.LEFT.reason());
      }
    }
  }

  void send(String envelope) {
    outbox.offer(List.of(Parcel.of(envelope)));
  }

  void send(List<String> envelopes) {
    outbox.offer(Parcel.of(envelopes));
  }

  @Override
  public void deliver(Deliveries next) {
    if (removal != null) {
      return;
    }
    var mine = next.first(heed(next.messages()));
    home.meters().add(Metric.MESSAGES_DELIVERED, mine.size());
    outbox.offer(mine.parcels());
    var last = removal;
    if (last != null) {
      closeAfterFlush(last.reason());
    }
  }

  /** How many of them he is to hear: nothing after his removal. */
  private int heed(List<LoggedMessage> messages) {
    int heard = 0;
    while (heard < messages.size() && removal == null) {
      OwnNews.of(messages.get(heard), identity()).ifPresent(this::heed);
      heard++;
    }
    return heard;
  }

  private void heed(OwnNews news) {
    switch (news) {
      case OwnNews.Removed out -> removal = out.closing();
      case OwnNews.Renamed renamed -> {
        var in = presence;
        if (in != null) {
          in.rename(renamed.username());
        }
      }
    }
  }

  @Override
  public void pass(List<String> envelopes) {
    if (removal == null && !outbox.offerPassing(envelopes)) {
      home.meters().add(Metric.EPHEMERAL_DROPPED, envelopes.size());
    }
  }

  @Override
  public boolean awaitCapacity(Duration max) throws InterruptedException {
    return outbox.awaitLowWater(max);
  }

  @Override
  public void logLost() {
    close(home.spreadRetry());
  }

  @Override
  public void closeAsSlow() {
    close(Closing.SLOW_CONSUMER.reason());
  }

  /** Closes from our side; the session waits for another connection. */
  void close(CloseReason reason) {
    close(reason, Closing.end(reason));
  }

  /** Sends the client to another node. */
  void part(CloseReason reason) {
    close(reason, ConnectionEnd.DRAINED);
  }

  private void close(CloseReason reason, ConnectionEnd as) {
    if (end(as)) {
      home.background().executePatient(() -> closeSocket(reason));
    }
  }

  /** Closes in the caller's thread, for the end of the application. */
  void closeNow(CloseReason reason) {
    if (end(ConnectionEnd.DRAINED)) {
      closeSocket(reason);
    }
  }

  void ping(ByteBuffer data) {
    control.ping(data);
  }

  private void closeAfterFlush(CloseReason reason) {
    home.background()
        .executePatient(() -> {
          try {
            outbox.flush(Duration.ofSeconds(1));
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
          end(Closing.end(reason));
          closeSocket(reason);
        });
  }

  private void closeSocket(CloseReason reason) {
    outbox.close();
    control.close(reason);
  }

  /** The connection is gone, whoever ended it; true for the first to notice. */
  boolean end(ConnectionEnd as) {
    if (!ended.compareAndSet(false, true)) {
      return false;
    }
    how = as;
    home.left(this);
    var in = presence;
    if (in != null) {
      home.background().execute(() -> suspend(in));
    }
    return true;
  }

  private void suspend(Presence in) {
    if (!in.part()) {
      return;
    }
    try {
      home.entrance().suspend(room, in, how);
    } catch (ProblemException e) {
      LOG.log(
          Level.INFO, LogEvent.of("suspended by lease").with("room", room).with("code", e.code()));
    }
  }
}
