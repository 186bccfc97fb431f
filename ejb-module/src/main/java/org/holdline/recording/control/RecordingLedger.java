package org.holdline.recording.control;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.holdline.identity.control.Caller;
import org.holdline.identity.entity.UserId;
import org.holdline.message.control.RecordingState;
import org.holdline.recording.control.RecordingMachine.Move;
import org.holdline.recording.entity.RecordedFile;
import org.holdline.recording.entity.RecordedFiles.Shared;
import org.holdline.recording.entity.Recording;
import org.holdline.recording.entity.RecordingId;
import org.holdline.recording.entity.RecordingKind;
import org.holdline.recording.entity.RecordingStatus;
import org.holdline.recording.entity.StopReason;
import org.holdline.room.entity.RoomId;
import org.jspecify.annotations.Nullable;

/**
 * The recordings in the database as people ask for them, one short transaction a call. While the
 * database is away each call throws UnavailableException {@code database_unavailable}; it may fail
 * as late as at the commit, then as EJBException.
 */
@Stateless
public class RecordingLedger {
  /** The longest list. */
  static final int LIMIT_MAX = 200;

  private RecordingStores stores;
  private RecordingSettings settings;

  @SuppressWarnings("NullAway.Init") // for the container's proxy
  protected RecordingLedger() {}

  @Inject
  public RecordingLedger(RecordingStores stores, RecordingSettings settings) {
    this.stores = stores;
    this.settings = settings;
  }

  /** Who has which room recorded. */
  public record Wanted(RoomId room, UserId user, String username, RecordingKind kind) {}

  /**
   * Begins one. Those who ask at the same moment wait for each other here.
   *
   * @param rulesHold asked last: whether it is still judged as it was
   * @return nothing when it is not
   * @throws org.holdline.problem.entity.ProblemException {@code recording_already_active} or {@code
   *     recording_capacity}
   */
  public Optional<RecordingState> start(Wanted wanted, BooleanSupplier rulesHold) {
    var recordings = stores.recordings();
    recordings.lockCounts();
    recordings
        .activeIn(wanted.room())
        .ifPresent(other -> {
          throw RecordingRefusals.alreadyActive(other.id().toString());
        });
    if (recordings.active().size() >= settings.activeMax()) {
      throw RecordingRefusals.tooMany(settings.activeMax());
    }
    if (!rulesHold.getAsBoolean()) {
      return Optional.empty();
    }
    var recording =
        new Recording(wanted.room(), wanted.user(), wanted.username(), wanted.kind(), stores.now());
    recordings.add(recording);
    return Optional.of(stores.state(recording));
  }

  /** Whose it is and where. */
  public record Owned(RoomId room, UserId user) {}

  /**
   * Whose one is.
   *
   * @throws org.holdline.problem.entity.ProblemException {@code recording_not_found}
   */
  public Owned owned(RecordingAsked asked) {
    var recording = stores.get(asked.id());
    if (!asked.means(recording)) {
      throw RecordingRefusals.notFound();
    }
    return owned(recording);
  }

  public RecordingState get(RecordingId id) {
    return stores.state(stores.get(id));
  }

  /** Somebody who may does this to it. */
  public RecordingState move(RecordingId id, Move move, Caller by) {
    var recording = stores.getLocked(id);
    stores.change(recording, move);
    recording.changeBy(by.id(), by.name());
    if (!recording.status().isActive()) {
      recording.stopFor(StopReason.ASKED);
    }
    return stores.state(recording);
  }

  /** Those of a room, the newest first. */
  public List<RecordingState> of(RoomId room) {
    return stores.states(stores.recordings().of(room, LIMIT_MAX));
  }

  /**
   * Those that somebody has started, the newest first.
   *
   * @param status null for all
   */
  public List<RecordingState> of(UserId user, @Nullable RecordingStatus status) {
    return stores.states(stores.recordings().of(user, status, LIMIT_MAX));
  }

  /** What is done on all nodes together. */
  public record Counts(long active, long startedSince) {}

  public Counts counts(Instant since) {
    return new Counts(stores.recordings().active().size(), stores.recordings().countSince(since));
  }

  /**
   * A file and where it is stored.
   *
   * @param owned whose its recording is
   * @param folder of its recording
   */
  public record Kept(RecordingId recording, Owned owned, UUID folder, RecordedFile file) {}

  public List<RecordedFile> files(RecordingId id) {
    return stores.files().of(id);
  }

  /**
   * One by its name.
   *
   * @throws org.holdline.problem.entity.ProblemException {@code file_not_found}
   */
  public Kept file(RecordingId id, String name) {
    var recording = stores.get(id);
    return stores.files().of(id).stream()
        .filter(each -> each.name().equals(name))
        .findFirst()
        .map(file -> kept(recording, file))
        .orElseThrow(RecordingRefusals::noFile);
  }

  /** Whoever has what gives this hash may fetch the file until then. */
  public void share(String hash, Kept kept, Instant until) {
    stores.files().share(hash, kept.recording(), kept.file().number(), until);
  }

  /**
   * What is shared by a link.
   *
   * @throws org.holdline.problem.entity.ProblemException {@code file_not_found}
   */
  public Kept shared(String hash) {
    return stores
        .files()
        .shared(hash, stores.now())
        .map(this::kept)
        .orElseThrow(RecordingRefusals::noFile);
  }

  private static Kept kept(Recording recording, RecordedFile file) {
    return new Kept(recording.id(), owned(recording), recording.folder(), file);
  }

  private static Owned owned(Recording recording) {
    return new Owned(recording.room(), recording.user());
  }

  private Kept kept(Shared shared) {
    var recording = stores.get(shared.recording());
    var file =
        stores.files().of(shared.recording()).stream()
            .filter(each -> each.number() == shared.file())
            .findFirst()
            .orElseThrow(RecordingRefusals::noFile);
    return kept(recording, file);
  }
}
