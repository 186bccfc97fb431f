package org.holdline.message.control;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A recording as people see it.
 *
 * @param status such as {@code paused}
 * @param backend where it is kept: {@code s3} or {@code local}
 * @param changedBy who brought it to where it stands; null when the server did
 * @param outcome what it led to so far
 * @param version greater after each change
 */
public record RecordingState(
    String recordingId,
    String roomId,
    String userId,
    String username,
    Kind kind,
    String status,
    String backend,
    Times times,
    OngoingRecording.@Nullable Person changedBy,
    Outcome outcome,
    long version) {

  /** In which form it is made; bits per second. */
  public record Kind(
      String format,
      String quality,
      String layout,
      String resolution,
      int videoBitrate,
      int audioBitrate,
      int framesPerSecond) {}

  /**
   * When it became what.
   *
   * @param asked when somebody asked for it
   * @param started when media began to flow
   */
  public record Times(
      Instant asked,
      @Nullable Instant started,
      @Nullable Instant paused,
      @Nullable Instant resumed,
      @Nullable Instant stopped,
      @Nullable Instant processed) {}

  /**
   * What it led to so far.
   *
   * @param length without pauses
   * @param bytes of its files; while it runs, of what has been captured
   * @param fileName of the file that people want first; null before there is one
   * @param s3Key of that file in the bucket; null where there is none
   * @param stopReason why it ended; null before that
   * @param error why it failed; null otherwise
   */
  public record Outcome(
      Duration length,
      long bytes,
      @Nullable String fileName,
      @Nullable String s3Key,
      @Nullable String stopReason,
      @Nullable String error) {}

  /** The same with what has been captured by now. */
  public RecordingState with(Duration length, long bytes) {
    return new RecordingState(
        recordingId,
        roomId,
        userId,
        username,
        kind,
        status,
        backend,
        times,
        changedBy,
        new Outcome(
            length, bytes, outcome.fileName, outcome.s3Key, outcome.stopReason, outcome.error),
        version);
  }

  public void write(FieldWriter out) {
    out.text("recording_id", recordingId)
        .text("room_id", roomId)
        .text("user_id", userId)
        .text("username", username)
        .text("format", kind.format)
        .text("quality", kind.quality)
        .text("layout", kind.layout)
        .object("quality_settings", this::writeQuality)
        .text("status", status)
        .text("storage_backend", backend)
        .nothing("local_path") // of old systems: where it is on a server is nobody's business
        .nothing("metadata")
        .text("file_name", outcome.fileName)
        .time("created_at", times.asked);
    if (outcome.s3Key == null) {
      out.nothing("s3_key");
    } else {
      out.text("s3_key", outcome.s3Key);
    }
    OngoingRecording.Person.writeChange(changedBy, out);
    time("started_at", times.started, out);
    time("paused_at", times.paused, out);
    time("resumed_at", times.resumed, out);
    time("stopped_at", times.stopped, out);
    time("processed_at", times.processed, out);
    out.number("duration_seconds", seconds())
        .number("file_size_bytes", outcome.bytes)
        .text("stop_reason", outcome.stopReason)
        .text("error", outcome.error)
        .number("version", version);
  }

  double seconds() {
    return outcome.length.toMillis() / 1000.0;
  }

  private void writeQuality(FieldWriter out) {
    out.text("resolution", kind.resolution)
        .number("video_bitrate", kind.videoBitrate)
        .number("audio_bitrate", kind.audioBitrate)
        .number("fps", kind.framesPerSecond);
  }

  private static void time(String name, @Nullable Instant at, FieldWriter out) {
    if (at != null) {
      out.time(name, at);
    }
  }
}
