package org.holdline.room.control;

import java.util.Optional;
import org.holdline.message.control.Role;
import org.holdline.message.control.RoomSettings;
import org.holdline.room.entity.Room;
import org.jspecify.annotations.Nullable;

/**
 * A registered room, as somebody finds it.
 *
 * @param settings with which a meeting begins
 * @param rank what he is there: host when it is his, his role when he is a member; null for others
 */
public record RegisteredRoom(Room room, RoomSettings settings, @Nullable Role rank) {
  /** Whether he is its owner or a member. */
  public boolean isHis() {
    return rank != null;
  }

  public Optional<Role> findRank() {
    return Optional.ofNullable(rank);
  }
}
