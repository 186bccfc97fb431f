package org.holdline.recording.control;

import static org.holdline.problem.entity.DatabaseGate.commit;

import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.holdline.message.control.LeaveReason;
import org.holdline.message.control.MessageCodec;
import org.holdline.message.control.MessageType;
import org.holdline.message.control.Notice;
import org.holdline.message.control.OngoingRecording;
import org.holdline.message.control.OutgoingEnvelope;
import org.holdline.message.control.RecordingControl;
import org.holdline.message.control.RecordingControl.Action;
import org.holdline.message.control.RecordingNotice;
import org.holdline.message.control.RecordingProgress;
import org.holdline.platform.control.LogEvent;
import org.holdline.problem.entity.UnavailableException;
import org.holdline.recording.control.CaptureLedger.Job;
import org.holdline.recording.entity.RecordingId;
import org.holdline.recording.entity.RecordingStatus;
import org.holdline.replay.control.EphemeralMessage;
import org.holdline.replay.control.PassingNews;
import org.holdline.replay.control.Routing;
import org.holdline.room.control.Announcement;
import org.holdline.room.control.Decision;
import org.holdline.room.control.RoomNow;
import org.holdline.session.control.RulesStore;
import org.jspecify.annotations.Nullable;

/** Tells rooms what becomes of their recordings, and shows recorders among those who are there. */
public final class RecordingNews {
  private static final System.Logger LOG = System.getLogger(RecordingNews.class.getName());

  private final CaptureLedger ledger;
  private final RulesStore rooms;
  private final PassingNews passing;
  private final MessageCodec codec;
  private final Clock clock;

  public RecordingNews(
      CaptureLedger ledger,
      RulesStore rooms,
      PassingNews passing,
      MessageCodec codec,
      Clock clock) {
    this.ledger = ledger;
    this.rooms = rooms;
    this.passing = passing;
    this.codec = codec;
    this.clock = clock;
  }

  /**
   * Tells what the room has not heard of. While Redis or the database is away it stays noted, and
   * is told later.
   */
  void tell(RecordingId id) {
    try {
      commit(() -> ledger.find(id)).ifPresent(this::tell);
    } catch (UnavailableException e) {
      LOG.log(
          Level.INFO,
          LogEvent.of("recording not told yet").with("recording", id).with("code", e.code()));
    }
  }

  private void tell(Job job) {
    if (job.told() != job.status()) {
      change(job, news(job.told(), job.status()));
      commit(() -> ledger.told(job.id(), job.status()));
    }
  }

  /** The room shows what it should of a recording that is made of it: also after a new life. */
  void show(Job job) {
    change(job, List.of());
  }

  /** Of what a room hears that has heard of {@code told} last. */
  private static List<MessageType> news(RecordingStatus told, RecordingStatus now) {
    var news = new ArrayList<MessageType>();
    if (now.isActive() && !told.isActive()) {
      news.add(MessageType.RECORDING_STARTED);
    }
    if (told.isActive() && (now == RecordingStatus.COMPLETED || now == RecordingStatus.FAILED)) {
      news.add(MessageType.RECORDING_STOPPED);
    }
    switch (now) {
      case PENDING -> {}
      case RECORDING -> {
        if (told == RecordingStatus.PAUSED) {
          news.add(MessageType.RECORDING_RESUMED);
        }
      }
      case PAUSED -> news.add(MessageType.RECORDING_PAUSED);
      case PROCESSING -> news.add(MessageType.RECORDING_STOPPED);
      case COMPLETED -> news.add(MessageType.RECORDING_COMPLETED);
      case FAILED -> news.add(MessageType.RECORDING_FAILED);
      case CANCELLED -> news.add(MessageType.RECORDING_CANCELLED);
    }
    return news;
  }

  private void change(Job job, List<MessageType> news) {
    rooms.change(job.room(), now -> decide(now, job, news));
  }

  /** Where nobody is, there is nobody to tell; whoever comes back asks. */
  private Decision decide(RoomNow now, Job job, List<MessageType> news) {
    if (now.attendees().isEmpty()) {
      return Decision.unchanged(now);
    }
    var at = clock.instant();
    var told = new ArrayList<Announcement>();
    for (var type : news) {
      told.add(Announcement.toAll(new RecordingNotice(type, job.state(), at)));
      action(type)
          .map(action -> new RecordingControl(action, job.state(), at))
          .ifPresent(control -> told.add(Announcement.toAll(control)));
    }
    var before = now.rules().recording();
    var after = shown(before, job);
    moves(before, after, at).forEach(move -> told.add(Announcement.toAll(move)));
    return new Decision(now.rules().recordedBy(after), told);
  }

  /** What clients of old systems call it, where they have a word for it. */
  private static Optional<Action> action(MessageType type) {
    return switch (type) {
      case RECORDING_STARTED -> Optional.of(Action.START);
      case RECORDING_PAUSED -> Optional.of(Action.PAUSE);
      case RECORDING_RESUMED -> Optional.of(Action.RESUME);
      case RECORDING_STOPPED, RECORDING_CANCELLED -> Optional.of(Action.STOP);
      default -> Optional.empty();
    };
  }

  private static @Nullable OngoingRecording shown(@Nullable OngoingRecording before, Job job) {
    if (job.status().isActive()) {
      return job.ongoing();
    }
    boolean isAnother = before != null && !before.recordingId().equals(job.id().toString());
    return isAnother ? before : null;
  }

  /** A recorder that comes or goes, as others do. */
  private static List<Notice> moves(
      @Nullable OngoingRecording before, @Nullable OngoingRecording after, Instant at) {
    var moves = new ArrayList<Notice>();
    if (before != null && after != null && before.session().equals(after.session())) {
      return moves;
    }
    if (before != null) {
      var gone = before.participant();
      moves.add(new Notice.UserLeft(gone.userId(), gone.username(), LeaveReason.LEFT, at));
    }
    if (after != null) {
      moves.add(new Notice.UserJoined(after.participant(), at));
    }
    return moves;
  }

  /** Tells those who are there how long and how large it is; what does not arrive is lost. */
  void progress(Job job, Duration length, long bytes) {
    var now = clock.instant();
    var room = job.room();
    var progress = new RecordingProgress(job.state().with(length, bytes), now);
    var body = codec.envelope(OutgoingEnvelope.ofServer(progress, room.value(), now));
    var type = MessageType.RECORDING_STATUS.wireName();
    passing.tell(
        room,
        List.of(new EphemeralMessage(new Routing(false, type, null, null, null, null), body)));
  }
}
