package org.holdline.room.control;

import org.holdline.identity.entity.UserId;

/**
 * Somebody who is in a room.
 *
 * @param connected with one device at least; otherwise he may be on his way back
 */
public record Attendee(UserId user, String username, boolean connected) {}
