package org.holdline.replay.control;

import org.holdline.identity.entity.UserId;
import org.holdline.room.entity.SessionId;

/** For whom a log is read: one session of one user. */
public record Reader(UserId user, SessionId session) {}
