package org.holdline.message.control;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What was done to the recording of a room, as clients of old systems hear of it; {@link
 * RecordingNotice} says more.
 */
public record RecordingControl(Action action, RecordingState recording, Instant timestamp)
    implements Notice {

  /** What was done. */
  public enum Action implements WireNamed {
    START("start"),
    STOP("stop"),
    PAUSE("pause"),
    RESUME("resume");

    private final String wireName;

    Action(String wireName) {
      this.wireName = wireName;
    }

    @Override
    public String wireName() {
      return wireName;
    }
  }

  @Override
  public MessageType type() {
    return MessageType.RECORDING_CONTROL;
  }

  @Override
  public void write(FieldWriter out) {
    out.word("action", action)
        .text("recording_id", recording.recordingId())
        .text("user_id", by())
        .text("format", recording.kind().format())
        .text("quality", recording.kind().quality())
        .flag("include_audio", true)
        .flag("include_video", true)
        .time("timestamp", timestamp);
  }

  /** The server does not say who it was when it did it itself. */
  private @Nullable String by() {
    var changedBy = recording.changedBy();
    if (action == Action.START) {
      return recording.userId();
    }
    return changedBy == null ? null : changedBy.id().value();
  }
}
