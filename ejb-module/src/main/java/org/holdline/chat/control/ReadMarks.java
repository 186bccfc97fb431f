package org.holdline.chat.control;

import java.util.List;
import org.holdline.room.entity.RoomId;

/**
 * Up to where everybody has read. Thread-safe; may throw {@link
 * org.holdline.problem.entity.UnavailableException}.
 */
public interface ReadMarks {
  /** Only ever moves forward: a mark of something earlier changes nothing. */
  void advance(RoomId room, ReadMark mark);

  /** One for each reader and conversation. */
  List<ReadMark> of(RoomId room);
}
