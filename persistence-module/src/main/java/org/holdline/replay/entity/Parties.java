package org.holdline.replay.entity;

import org.holdline.identity.entity.UserId;
import org.holdline.room.entity.SessionId;
import org.jspecify.annotations.Nullable;

/**
 * From whom to whom a message goes.
 *
 * @param sender absent when the server itself speaks
 * @param senderSession the device it came from
 * @param target whose sessions get it; absent for everybody in the room
 * @param targetSession the one session that gets it
 */
public record Parties(
    @Nullable UserId sender,
    @Nullable SessionId senderSession,
    @Nullable UserId target,
    @Nullable SessionId targetSession) {
  public static final Parties SERVER_TO_ALL = new Parties(null, null, null, null);
}
