package org.holdline.session.control;

import org.holdline.identity.entity.UserId;
import org.holdline.room.entity.RoomId;
import org.holdline.room.entity.SessionId;

/** Names one session everywhere. */
public record SessionKey(RoomId room, UserId user, SessionId session) {}
