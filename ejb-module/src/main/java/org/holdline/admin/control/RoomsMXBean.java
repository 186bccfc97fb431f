package org.holdline.admin.control;

import java.util.List;

/** The rooms in which somebody is, on all nodes: {@code org.holdline:type=Rooms}. */
public interface RoomsMXBean {
  int getActiveRooms();

  /** Users in them, also those who are away within their grace. */
  int getParticipants();

  /** The twenty largest. */
  List<RoomLine> getLargest();

  /**
   * Everybody has to leave the room. It is not closed by that: a meeting may begin again at once.
   *
   * @return how many users were there
   */
  int endMeeting(String room);

  /** One of them. */
  record RoomLine(String room, int participants) {}
}
