package org.holdline.recording.control;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.holdline.message.control.OngoingRecording;
import org.holdline.message.control.OngoingRecording.Person;
import org.holdline.message.control.RecordingState;
import org.holdline.recording.entity.FileKind;
import org.holdline.recording.entity.RecordedFile;
import org.holdline.recording.entity.Recording;
import org.holdline.recording.entity.RecordingStatus;
import org.holdline.text.Words;
import org.jspecify.annotations.Nullable;

/** Recordings as people see them. */
final class RecordingViews {
  /** How people call the store with the keys of which one can do something. */
  static final String S3 = "s3";

  private RecordingViews() {}

  /**
   * One.
   *
   * @param backend where recordings are kept
   */
  static RecordingState of(
      Recording recording, List<RecordedFile> files, String backend, Instant now) {
    var moments = recording.moments();
    return new RecordingState(
        recording.id().toString(),
        recording.room().value(),
        recording.user().value(),
        recording.username(),
        kind(recording),
        Words.of(recording.status()),
        backend,
        new RecordingState.Times(
            moments.createdAt(),
            moments.startedAt(),
            moments.pausedAt(),
            moments.resumedAt(),
            moments.stoppedAt(),
            moments.processedAt()),
        changedBy(recording),
        outcome(recording, files, backend, now),
        recording.version());
  }

  private static RecordingState.Kind kind(Recording recording) {
    var kind = recording.kind();
    var quality = kind.quality();
    return new RecordingState.Kind(
        Words.of(kind.format()),
        Words.of(quality),
        Words.of(kind.layout()),
        quality.width() + "x" + quality.height(),
        quality.videoBitrate(),
        quality.audioBitrate(),
        quality.framesPerSecond());
  }

  private static RecordingState.Outcome outcome(
      Recording recording, List<RecordedFile> files, String backend, Instant now) {
    var composed = files.stream().filter(each -> each.kind() == FileKind.COMPOSED).findFirst();
    var first = composed.or(() -> files.stream().findFirst());
    return new RecordingState.Outcome(
        composed
            .map(RecordedFile::length)
            .filter(length -> recording.status() == RecordingStatus.COMPLETED)
            .orElseGet(() -> recording.length(now)),
        files.isEmpty()
            ? recording.capturedBytes()
            : files.stream().mapToLong(RecordedFile::bytes).sum(),
        first.map(RecordedFile::name).orElse(null),
        first
            .filter(file -> backend.equals(S3))
            .map(file -> Pieces.file(recording.folder(), file.number()).value())
            .orElse(null),
        recording.stopReason().map(Words::of).orElse(null),
        recording.error().orElse(null));
  }

  /** What everybody in the room is shown of it. */
  static OngoingRecording ongoing(Recording recording) {
    return new OngoingRecording(
        recording.id().toString(),
        recording.user(),
        recording.username(),
        recording.moments().createdAt().truncatedTo(ChronoUnit.MILLIS),
        Words.of(recording.status()),
        Words.of(recording.kind().quality()),
        recording.recorderSession().value(),
        changedBy(recording));
  }

  private static @Nullable Person changedBy(Recording recording) {
    var by = recording.changedBy();
    var name = recording.changedByName();
    return by == null || name == null ? null : new Person(by, name);
  }
}
