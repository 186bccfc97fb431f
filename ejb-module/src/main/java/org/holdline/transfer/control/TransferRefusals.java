package org.holdline.transfer.control;

import java.time.Duration;
import java.util.Map;
import org.holdline.problem.entity.ProblemException;
import org.holdline.problem.entity.ProblemException.Kind;

/** Why something of a transfer is not done. */
public final class TransferRefusals {
  private TransferRefusals() {}

  /** The same whether there is none or it is no business of the caller's. */
  public static ProblemException notFound() {
    return new ProblemException(Kind.NOT_FOUND, "transfer_not_found", "No such transfer");
  }

  static ProblemException tooMany(String limit, int max) {
    return new ProblemException(
        Kind.CONFLICT,
        "transfer_limit_reached",
        "There are too many transfers already",
        Map.of("limit", limit, "max", max));
  }

  static ProblemException notForThisParty() {
    return new ProblemException(
        Kind.FORBIDDEN, "permission_denied", "This is for the other party to do");
  }

  static ProblemException outOfRange(int total) {
    return new ProblemException(
        Kind.INVALID,
        "chunk_out_of_range",
        "There is no such chunk",
        Map.of("total_chunks", total));
  }

  static ProblemException notHeld(int chunk) {
    return new ProblemException(
        Kind.NOT_FOUND,
        "chunk_not_held",
        "The server does not hold this chunk",
        Map.of("chunk", chunk));
  }

  static ProblemException noFile() {
    return new ProblemException(Kind.NOT_FOUND, "file_not_found", "No such file in this transfer");
  }

  static ProblemException incomplete() {
    return new ProblemException(
        Kind.CONFLICT, "file_not_complete", "The server does not hold all of this file yet");
  }

  static ProblemException notScanned() {
    return new ProblemException(
        Kind.CONFLICT,
        "file_not_scanned",
        "The file has not been looked at yet",
        Map.of(),
        Duration.ofSeconds(2));
  }

  static ProblemException noCode() {
    return new ProblemException(Kind.NOT_FOUND, "recovery_code_not_found", "No such recovery code");
  }
}
