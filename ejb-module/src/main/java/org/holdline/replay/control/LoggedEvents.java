package org.holdline.replay.control;

import org.holdline.analytics.entity.RoomEvent;

/** Reads from a durable message what analytics want to know of it: never what was said. */
public interface LoggedEvents {
  RoomEvent event(RoomMessage logged);
}
