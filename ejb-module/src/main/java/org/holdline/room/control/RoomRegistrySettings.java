package org.holdline.room.control;

/**
 * What may be registered, and what may go without.
 *
 * @param perUserMax rooms of one owner
 * @param unregisteredAllowed whether a room opens to whoever enters its link, though nobody has
 *     registered it
 */
public record RoomRegistrySettings(int perUserMax, boolean unregisteredAllowed) {
  public RoomRegistrySettings {
    if (perUserMax < 1) {
      throw new IllegalArgumentException("holdline.rooms.per-user-max must be at least 1");
    }
  }
}
