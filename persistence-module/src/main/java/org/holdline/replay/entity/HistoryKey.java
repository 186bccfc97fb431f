package org.holdline.replay.entity;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import org.holdline.room.entity.RoomId;

/**
 * Which message of which log.
 *
 * @param epoch one life of the room's log
 * @param sequence number in it, the first is 1
 */
@Embeddable
public record HistoryKey(
    @Column(name = "room_id", nullable = false) String roomId,
    @Column(nullable = false) String epoch,
    @Column(nullable = false) long sequence) {
  public HistoryKey {
    if (sequence < 1) {
      throw new IllegalArgumentException("sequence must be 1 or more: " + sequence);
    }
  }

  public static HistoryKey of(RoomId room, String epoch, long sequence) {
    return new HistoryKey(room.value(), epoch, sequence);
  }

  public RoomId room() {
    return new RoomId(roomId);
  }
}
