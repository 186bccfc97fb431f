package org.holdline.session.control;

import org.holdline.identity.entity.UserId;
import org.holdline.room.entity.SessionId;

/**
 * One session as the room sees it.
 *
 * @param json the entry as the wire shows it: {@code participant} in {@code docs/protocol.md}
 */
public record PresentSession(SessionId session, UserId user, boolean active, String json) {}
