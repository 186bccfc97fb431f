package org.holdline.replay.control;

import java.time.Instant;
import java.util.List;
import org.holdline.room.entity.RoomId;

/**
 * The durable messages of all rooms beyond the buffer. Thread-safe; every method may throw {@link
 * org.holdline.problem.entity.UnavailableException}.
 */
public interface History {
  /** Stores all or none; one that is there already stays as it is. */
  void append(List<RoomMessage> messages);

  /** The oldest {@code most} messages of ({@code after}, {@code upTo}], ascending. */
  List<LoggedMessage> range(RoomId room, Epoch epoch, long after, long upTo, int most);

  /** The chat that speaks of this message, itself included, oldest first. */
  List<LoggedMessage> about(RoomId room, String messageId);

  /** Deletes what was sent before. */
  void forgetBefore(Instant instant);
}
