package org.holdline.admin.control;

import org.holdline.replay.control.Latency;
import org.jspecify.annotations.Nullable;

/** How this node delivers: {@code org.holdline:type=Replay}. */
public interface ReplayMXBean {
  /** Rooms of which this node passes on what is said. */
  int getRoomsFollowed();

  /**
   * From the append of a message to a receiver of this node, in the last five minutes; null before
   * the first was measured.
   */
  @Nullable Latency getLatency();
}
