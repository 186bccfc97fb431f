package org.holdline.recording.control;

import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.holdline.message.control.MessageCodec;
import org.holdline.message.control.MessageType;
import org.holdline.message.control.OngoingRecording;
import org.holdline.message.control.OutgoingEnvelope;
import org.holdline.message.control.SenderIdentity;
import org.holdline.message.control.Signal;
import org.holdline.message.control.Target;
import org.holdline.platform.control.LogEvent;
import org.holdline.problem.entity.UnavailableException;
import org.holdline.replay.control.Deliveries;
import org.holdline.replay.control.Draft;
import org.holdline.replay.control.Feed;
import org.holdline.replay.control.LogPosition;
import org.holdline.replay.control.LoggedMessage;
import org.holdline.replay.control.MessageSink;
import org.holdline.replay.control.Reader;
import org.holdline.replay.control.RoomTail;
import org.holdline.replay.control.RoomTails;
import org.holdline.replay.control.Routing;
import org.holdline.replay.control.ServerSignals;
import org.holdline.room.entity.RoomId;
import org.holdline.room.entity.SessionId;
import org.holdline.session.control.RoomSnapshot;
import org.holdline.session.control.Sessions;
import org.jspecify.annotations.Nullable;

/**
 * A recorder's place in its room: hears what is said to it and who comes and goes, and signals to
 * sessions. Its messages are told in order, on the threads of the room's tail; who hears them must
 * not block.
 */
final class RecorderLine implements MessageSink {
  private static final System.Logger LOG = System.getLogger(RecorderLine.class.getName());
  private static final Pattern ORIGIN = Pattern.compile("(?m)^o=\\S+ (\\S+) (\\S+) ");
  private static final Pattern MEDIA = Pattern.compile("(?m)^m=");
  private static final Set<String> SIGNALS = names(MessageType.OFFER, MessageType.ICE_CANDIDATE);

  /** After which somebody is there, sends or is called otherwise, or something was decided. */
  private static final Set<String> NEWS =
      names(
          MessageType.USER_JOINED,
          MessageType.USER_LEFT,
          MessageType.PARTICIPANT_UPDATE,
          MessageType.MEDIA_CONTROL,
          MessageType.SCREEN_SHARE_CONTROL,
          MessageType.RECORDING_PAUSED,
          MessageType.RECORDING_RESUMED,
          MessageType.RECORDING_STOPPED,
          MessageType.RECORDING_CANCELLED);

  private final Ports ports;
  private final RoomId room;
  private final OngoingRecording recording;
  private final Hearing hearing;
  private @Nullable RoomTail tail;
  private @Nullable Feed feed;
  private @Nullable LogPosition served;
  private volatile boolean lost;

  /** What a line is made of. */
  record Ports(
      Sessions sessions, RoomTails tails, ServerSignals signals, MessageCodec codec, Clock clock) {}

  /** Who hears what comes; no call may block. */
  interface Hearing {
    void signaled(SessionId from, Signal signal);

    /** Something happened in the room. */
    void happened();
  }

  RecorderLine(Ports ports, RoomId room, OngoingRecording recording, Hearing hearing) {
    this.ports = ports;
    this.room = room;
    this.recording = recording;
    this.hearing = hearing;
  }

  /**
   * Who is there now; follows the room from there on if it did not.
   *
   * @return nothing when nobody is there
   */
  synchronized Optional<RoomSnapshot> look() {
    if (lost) {
      close();
    }
    if (feed != null) {
      return ports.sessions().snapshot(room);
    }
    var opened = ports.tails().open(room);
    try {
      var snapshot = ports.sessions().snapshot(room);
      if (snapshot.isEmpty()) {
        ports.tails().close(room);
        return snapshot;
      }
      follow(opened, snapshot.get());
      return snapshot;
    } catch (UnavailableException e) {
      ports.tails().close(room);
      throw e;
    }
  }

  private void follow(RoomTail opened, RoomSnapshot snapshot) {
    var reader = new Reader(recording.recorder(), new SessionId(recording.session()));
    var start = start(snapshot.position());
    lost = false;
    tail = opened;
    feed = new Feed(reader, this, start);
    served = start;
    opened.startAt(start);
    opened.follow(feed);
  }

  /** Where it had come to, in the same life of the log: what was said to it meanwhile waits. */
  private LogPosition start(LogPosition now) {
    return served != null && served.epoch().equals(now.epoch()) ? served : now;
  }

  synchronized void close() {
    if (tail != null && feed != null && served != null) {
      var reached = new LogPosition(served.epoch(), tail.served(feed));
      // From where it has not come any further it might never.
      served = reached.equals(served) ? null : reached;
      tail.unfollow(feed);
      ports.tails().close(room);
    }
    tail = null;
    feed = null;
  }

  private static Set<String> names(MessageType... types) {
    return Stream.of(types).map(MessageType::wireName).collect(Collectors.toUnmodifiableSet());
  }

  @Override
  public void deliver(Deliveries next) {
    for (var message : next.messages()) {
      if (SIGNALS.contains(message.routing().type())) {
        hear(message);
      } else if (NEWS.contains(message.routing().type())) {
        hearing.happened();
      }
    }
  }

  private void hear(LoggedMessage message) {
    var from = message.routing().senderSession();
    if (from != null) {
      try {
        hearing.signaled(from, ports.codec().signal(message.body()));
      } catch (IllegalArgumentException e) {
        LOG.log(Level.INFO, LogEvent.of("signal not understood").with("room", room));
      }
    }
  }

  @Override
  public void pass(List<String> envelopes) {
    // A recorder has no use for what is said in passing.
  }

  @Override
  public boolean awaitCapacity(Duration max) {
    return true;
  }

  @Override
  public void closeAsSlow() {
    logLost();
  }

  /** The next look follows anew; the tail that calls holds its own lock. */
  @Override
  public void logLost() {
    lost = true;
    hearing.happened();
  }

  void answer(SessionId to, String sdp, String offer) {
    send(to, new Signal.Answer(marked(sdp, offer), target(to)));
  }

  void candidate(SessionId to, Signal.IceCandidate said) {
    send(
        to,
        new Signal.IceCandidate(
            said.candidate(),
            said.sdpMid(),
            said.sdpMLineIndex(),
            said.usernameFragment(),
            target(to)));
  }

  private static Target target(SessionId to) {
    return new Target(null, to.value());
  }

  private void send(SessionId to, Signal signal) {
    var self = new SessionId(recording.session());
    var participant = recording.participant();
    var sender =
        new SenderIdentity(
            room.value(), recording.recorder(), self.value(), participant.username());
    var body =
        ports
            .codec()
            .envelope(new OutgoingEnvelope(signal, room.value(), sender, ports.clock().instant()));
    var routing =
        new Routing(false, signal.type().wireName(), recording.recorder(), self, null, to);
    ports.signals().send(room, List.of(new Draft.Entry(routing, body)));
  }

  /** Notes in an answer which offer it answers, in a line that others skip. */
  static String marked(String answer, String offer) {
    var origin = ORIGIN.matcher(offer);
    var media = MEDIA.matcher(answer);
    if (!origin.find() || !media.find()) {
      return answer;
    }
    var mark = "a=x-holdline-answers:" + origin.group(1) + " " + origin.group(2) + "\r\n";
    return new StringBuilder(answer).insert(media.start(), mark).toString();
  }
}
