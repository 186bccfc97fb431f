package org.holdline.recording.control;

import static org.holdline.recording.entity.RecordingStatus.CANCELLED;
import static org.holdline.recording.entity.RecordingStatus.COMPLETED;
import static org.holdline.recording.entity.RecordingStatus.FAILED;
import static org.holdline.recording.entity.RecordingStatus.PAUSED;
import static org.holdline.recording.entity.RecordingStatus.PENDING;
import static org.holdline.recording.entity.RecordingStatus.PROCESSING;
import static org.holdline.recording.entity.RecordingStatus.RECORDING;

import java.util.Map;
import org.holdline.problem.entity.ProblemException;
import org.holdline.problem.entity.ProblemException.Kind;
import org.holdline.recording.entity.RecordingStatus;
import org.holdline.text.Words;

/** What may become of a recording. */
public final class RecordingMachine {
  private RecordingMachine() {}

  /** Something that is done to a recording. */
  public enum Move {
    /** Somebody sends something: it begins. */
    FLOW,
    PAUSE,
    RESUME,
    /** Its files are to be made. */
    STOP,
    /** Nothing of it is to be kept. */
    CANCEL,
    COMPLETE,
    FAIL
  }

  /**
   * Where it stands afterwards.
   *
   * @throws ProblemException {@code invalid_recording_state}
   */
  public static RecordingStatus next(RecordingStatus now, Move move) {
    return switch (move) {
      case FLOW -> from(now, now == PENDING, RECORDING);
      case PAUSE -> from(now, now == RECORDING, PAUSED);
      case RESUME -> from(now, now == PAUSED, RECORDING);
      case STOP -> from(now, now.isActive(), PROCESSING);
      case CANCEL -> from(now, now.isActive(), CANCELLED);
      case COMPLETE -> from(now, now == PROCESSING, COMPLETED);
      case FAIL -> from(now, !now.isFinal(), FAILED);
    };
  }

  private static RecordingStatus from(RecordingStatus now, boolean allowed, RecordingStatus next) {
    if (!allowed) {
      throw refused(now);
    }
    return next;
  }

  /** A refusal that says how it stands. */
  static ProblemException refused(RecordingStatus now) {
    return new ProblemException(
        Kind.CONFLICT,
        "invalid_recording_state",
        "The recording does not stand so that this can be done",
        Map.of("status", Words.of(now)));
  }
}
