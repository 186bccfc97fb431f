package org.holdline.recording.control;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.holdline.problem.entity.ProblemException;
import org.holdline.problem.entity.ProblemException.Kind;

/** Why something of a recording is not done. */
final class RecordingRefusals {
  private static final Duration LATER = Duration.ofSeconds(30);

  private RecordingRefusals() {}

  /** The same whether there is none or it is no business of the caller's. */
  static ProblemException notFound() {
    return new ProblemException(Kind.NOT_FOUND, "recording_not_found", "No such recording");
  }

  static ProblemException alreadyActive(String recording) {
    return new ProblemException(
        Kind.CONFLICT,
        "recording_already_active",
        "The room is being recorded already",
        Map.of("recording_id", recording));
  }

  static ProblemException tooMany(int max) {
    return new ProblemException(
        Kind.UNAVAILABLE,
        "recording_capacity",
        "There is no capacity left for this recording",
        Map.of("limit", "active", "max", max),
        LATER);
  }

  /**
   * This node has too much to do.
   *
   * @param fits qualities that would do
   */
  static ProblemException noCapacity(List<String> fits) {
    return new ProblemException(
        Kind.UNAVAILABLE,
        "recording_capacity",
        "There is no capacity left for this recording",
        Map.of("limit", "processors", "fits", String.join(" ", fits)),
        LATER);
  }

  static ProblemException missing(String what) {
    return new ProblemException(
        Kind.UNAVAILABLE,
        "recording_unavailable",
        "This server cannot record",
        Map.of("missing", what),
        LATER);
  }

  static ProblemException noFile() {
    return new ProblemException(Kind.NOT_FOUND, "file_not_found", "No such file");
  }
}
