package org.holdline.message.json;

import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;
import org.holdline.identity.entity.UserId;
import org.holdline.message.control.MessageType;
import org.holdline.message.control.OngoingRecording;
import org.holdline.message.control.OngoingRecording.Person;
import org.holdline.message.control.RecordingControl;
import org.holdline.message.control.RecordingNotice;
import org.holdline.message.control.RecordingProgress;
import org.holdline.message.control.RecordingState;
import org.holdline.message.control.ServerPayload;
import org.jspecify.annotations.Nullable;

/** What the server says of recordings. */
final class RecordingSamples {
  private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");
  private static final Person ADA = new Person(new UserId("u-ada"), "Ada");
  private static final String ID = "6f1c2c1e-0b0a-4d5e-9a55-0c1f6f4f2a11";

  static final OngoingRecording ONGOING =
      new OngoingRecording(ID, ADA.id(), ADA.name(), NOW, "paused", "medium", "s_rec-1", ADA);

  private RecordingSamples() {}

  static Stream<ServerPayload> all() {
    var types =
        Stream.of(MessageType.values())
            .filter(type -> type.sent().filter(RecordingNotice.class::equals).isPresent());
    return Stream.concat(
        types.map(type -> new RecordingNotice(type, state("recording", null, null), NOW)),
        Stream.of(
            new RecordingProgress(state("recording", null, null), NOW),
            new RecordingControl(RecordingControl.Action.PAUSE, state("paused", null, null), NOW),
            new RecordingNotice(
                MessageType.RECORDING_FAILED, state("failed", NOW, "no_media"), NOW)));
  }

  private static RecordingState state(
      String status, @Nullable Instant stopped, @Nullable String error) {
    return new RecordingState(
        ID,
        "standup",
        "u-ada",
        "Ada",
        new RecordingState.Kind("webm", "medium", "composed", "1280x720", 2_500_000, 128_000, 30),
        status,
        "s3",
        new RecordingState.Times(NOW, NOW, stopped, stopped, stopped, stopped),
        stopped == null ? ADA : null,
        new RecordingState.Outcome(
            Duration.ofMillis(61_500),
            20_000_000,
            error == null ? null : "recording.webm",
            error == null ? null : "recordings/6f1c/files/1",
            stopped == null ? null : "asked",
            error),
        3);
  }
}
