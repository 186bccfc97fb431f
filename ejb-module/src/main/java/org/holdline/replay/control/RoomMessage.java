package org.holdline.replay.control;

import org.holdline.room.entity.RoomId;

/** A logged message and the room in whose log it stands. */
public record RoomMessage(RoomId room, LoggedMessage message) {}
