package org.holdline.room.control;

/** Where it is put on record what has been done with registered rooms. */
@FunctionalInterface
public interface RoomDeeds {
  void record(RoomDeed deed);
}
