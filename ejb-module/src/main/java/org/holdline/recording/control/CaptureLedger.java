package org.holdline.recording.control;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.UUID;
import org.holdline.message.control.OngoingRecording;
import org.holdline.message.control.RecordingState;
import org.holdline.recording.control.RecordingMachine.Move;
import org.holdline.recording.entity.RecordedFile;
import org.holdline.recording.entity.Recording;
import org.holdline.recording.entity.RecordingId;
import org.holdline.recording.entity.RecordingKind;
import org.holdline.recording.entity.RecordingStatus;
import org.holdline.recording.entity.StopReason;
import org.holdline.room.entity.RoomId;

/**
 * The recordings in the database for those who make them, one short transaction a call; refuses and
 * fails as {@link RecordingLedger}.
 */
@Stateless
public class CaptureLedger {
  /** So many of a kind are looked at in one turn. */
  static final int LIMIT = 100;

  private RecordingStores stores;
  private RecordingSettings settings;

  @SuppressWarnings("NullAway.Init") // for the container's proxy
  protected CaptureLedger() {}

  @Inject
  public CaptureLedger(RecordingStores stores, RecordingSettings settings) {
    this.stores = stores;
    this.settings = settings;
  }

  /**
   * A recording to whoever makes it.
   *
   * @param ongoing what the room is shown of it
   * @param told the status of which the room has heard last
   * @param folder where it is stored
   * @param age since it was asked for
   * @param attempts how often its files could not be made
   */
  public record Job(
      RecordingId id,
      RoomId room,
      RecordingKind kind,
      RecordingStatus status,
      RecordingStatus told,
      UUID folder,
      int segments,
      OngoingRecording ongoing,
      RecordingState state,
      Duration age,
      int attempts) {}

  private Job job(Recording recording) {
    var now = stores.now();
    return new Job(
        recording.id(),
        recording.room(),
        recording.kind(),
        recording.status(),
        recording.told(),
        recording.folder(),
        recording.segments(),
        RecordingViews.ongoing(recording),
        stores.state(recording),
        Duration.between(recording.moments().createdAt(), now),
        recording.attempts());
  }

  /** Nothing when it has been deleted. */
  public Optional<Job> find(RecordingId id) {
    return stores.recordings().find(id).map(this::job);
  }

  /** Of all rooms. */
  public List<Job> active() {
    return stores.recordings().active().stream().map(this::job).toList();
  }

  /** Those of which the room has not heard where they stand. */
  public List<RecordingId> untold() {
    return stores.recordings().untold(LIMIT).stream().map(Recording::id).toList();
  }

  /** The room has heard of this status. */
  public void told(RecordingId id, RecordingStatus heard) {
    stores.recordings().findLocked(id).ifPresent(recording -> recording.tell(heard));
  }

  /** Media flow in its present segment since then: the first time that is when it begins. */
  public void flowing(RecordingId id, int segment, Instant at) {
    var recording = stores.getLocked(id);
    if (recording.status() == RecordingStatus.PENDING) {
      stores.change(recording, Move.FLOW, at);
    }
    stores.files().place(id, segment, recording.length(at));
  }

  /** Another node goes on with it; it is as before when it is not being recorded any more. */
  public Job nextSegment(RecordingId id) {
    var recording = stores.getLocked(id);
    if (recording.status().isActive()) {
      recording.beginSegment();
      stores.recordings().flush();
    }
    return job(recording);
  }

  /** So much has been captured of it. */
  public void captured(RecordingId id, long bytes) {
    stores.recordings().findLocked(id).ifPresent(recording -> recording.capture(bytes));
  }

  /** It has ended by itself, at that moment; false when it had ended already. */
  public boolean stop(RecordingId id, StopReason reason, Instant at) {
    var found = stores.recordings().findLocked(id).filter(each -> each.status().isActive());
    found.ifPresent(recording -> {
      stores.change(recording, Move.STOP, at);
      recording.stopFor(reason);
    });
    return found.isPresent();
  }

  /** Those of which files are to be made now. */
  public List<Job> due() {
    return stores.recordings().due(stores.now(), LIMIT).stream().map(this::job).toList();
  }

  /** Where on the timeline each segment begins of which something may have been captured. */
  public SortedMap<Integer, Duration> segments(RecordingId id) {
    return stores.files().segments(id);
  }

  /** Its files are stored and verified. */
  public void completed(RecordingId id, List<RecordedFile> files) {
    var recording = stores.getLocked(id);
    stores.change(recording, Move.COMPLETE);
    files.forEach(file -> stores.files().add(id, file));
  }

  /** Nothing can be made of it; what was captured is kept. */
  public void failed(RecordingId id, String why) {
    var recording = stores.getLocked(id);
    stores.change(recording, Move.FAIL);
    recording.failFor(why);
  }

  /** Its files could not be made, and are tried again after a pause; how often that was so. */
  public int tried(RecordingId id, Duration pause) {
    var recording = stores.getLocked(id);
    recording.tryAgain(stores.now().plus(pause));
    return recording.attempts();
  }

  /** What its files need was away; that is no try. */
  public void waited(RecordingId id, Duration pause) {
    stores.getLocked(id).waitUntil(stores.now().plus(pause));
  }

  /** Those that are over and of which captures have left something. */
  public List<Job> unemptied() {
    return stores.recordings().unemptied(LIMIT).stream().map(this::job).toList();
  }

  public void emptied(RecordingId id) {
    stores.recordings().findLocked(id).ifPresent(Recording::empty);
  }

  /** Those that are not kept any longer: too old, or the oldest while all take too much space. */
  public List<Job> outdated() {
    var old = stores.recordings().over(stores.now().minus(settings.retention()), LIMIT);
    if (old.isEmpty() && stores.files().bytes() > settings.storedBytesMax()) {
      return stores.recordings().over(stores.now(), 1).stream().map(this::job).toList();
    }
    return old.stream().map(this::job).toList();
  }

  /** Nothing is known of it any more; whoever calls has deleted what is stored of it. */
  public void forget(RecordingId id) {
    stores
        .recordings()
        .findLocked(id)
        .filter(recording -> recording.status().isFinal())
        .ifPresent(stores.recordings()::remove);
  }

  public int forgetLinks() {
    return stores.files().forgetLinks(stores.now());
  }
}
