package org.holdline.recording.control;

import org.holdline.identity.control.Caller;
import org.holdline.recording.entity.Recording;
import org.holdline.recording.entity.RecordingId;
import org.holdline.room.entity.RoomId;
import org.jspecify.annotations.Nullable;

/**
 * Somebody wants something of a recording.
 *
 * @param room in which he looks for it; null when he does not say
 */
public record RecordingAsked(RecordingId id, @Nullable RoomId room, Caller by) {
  /** Whether it is where he looks. */
  boolean means(Recording recording) {
    return room == null || recording.room().equals(room);
  }
}
