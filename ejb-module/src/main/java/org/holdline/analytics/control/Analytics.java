package org.holdline.analytics.control;

import org.holdline.analytics.entity.RoomEvent;

/**
 * Where what happened in rooms is noted. What stands in a room's log is noted from there; this is
 * for the rest.
 */
public interface Analytics {
  /** Never blocks and never fails: figures hold nobody up. */
  void note(RoomEvent event);
}
