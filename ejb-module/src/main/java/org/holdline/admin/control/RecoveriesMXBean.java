package org.holdline.admin.control;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What resumes brought back, on all nodes: {@code org.holdline:type=Recoveries}. */
public interface RecoveriesMXBean {
  /**
   * The newest first.
   *
   * @param limit 1 to 500
   */
  List<RecoveryLine> newest(int limit);

  /** The same of one room. */
  List<RecoveryLine> ofRoom(String room, int limit);

  /**
   * One resume.
   *
   * @param resumedAt ISO 8601, UTC
   * @param cause how the connection before had ended
   * @param outcome {@code complete}, or why something was missing
   * @param tookMillis null when the new connection ended before all was handed to it
   */
  record RecoveryLine(
      String resumedAt,
      String room,
      String user,
      String session,
      String cause,
      long awayMillis,
      int replayed,
      String outcome,
      @Nullable Long tookMillis,
      String node) {}
}
