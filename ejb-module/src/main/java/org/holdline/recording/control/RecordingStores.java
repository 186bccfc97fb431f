package org.holdline.recording.control;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.holdline.message.control.RecordingState;
import org.holdline.recording.control.RecordingMachine.Move;
import org.holdline.recording.entity.RecordedFiles;
import org.holdline.recording.entity.Recording;
import org.holdline.recording.entity.RecordingId;
import org.holdline.recording.entity.Recordings;

/** What is known of recordings, and the changes that the state machine allows. */
@Dependent
public class RecordingStores {
  private final Recordings recordings;
  private final RecordedFiles files;
  private final Clock clock;
  private final String backend;

  @Inject
  public RecordingStores(
      Recordings recordings,
      RecordedFiles files,
      Clock clock,
      @ConfigProperty(name = "holdline.storage.kind", defaultValue = "directory") String kind) {
    this.recordings = recordings;
    this.files = files;
    this.clock = clock;
    this.backend = RecordingViews.S3.equals(kind) ? RecordingViews.S3 : "local";
  }

  Recordings recordings() {
    return recordings;
  }

  RecordedFiles files() {
    return files;
  }

  /** As fine as the database keeps it. */
  Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }

  Recording get(RecordingId id) {
    return recordings.find(id).orElseThrow(RecordingRefusals::notFound);
  }

  /** Until the end of the transaction nobody else changes it. */
  Recording getLocked(RecordingId id) {
    return recordings.findLocked(id).orElseThrow(RecordingRefusals::notFound);
  }

  /** Changes one that is locked. */
  void change(Recording recording, Move move) {
    change(recording, move, clock.instant());
  }

  /** The same, at a moment that has passed. */
  void change(Recording recording, Move move, Instant at) {
    var status = RecordingMachine.next(recording.status(), move);
    recording.become(status, at.truncatedTo(ChronoUnit.MICROS));
    recordings.flush();
  }

  RecordingState state(Recording recording) {
    return RecordingViews.of(recording, files.of(recording.id()), backend, now());
  }

  List<RecordingState> states(List<Recording> several) {
    var made = files.of(several.stream().map(Recording::id).toList());
    var now = now();
    return several.stream()
        .map(each -> RecordingViews.of(each, made.getOrDefault(each.id(), List.of()), backend, now))
        .toList();
  }
}
