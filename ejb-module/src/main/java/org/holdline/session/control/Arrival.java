package org.holdline.session.control;

import org.holdline.identity.entity.UserId;
import org.holdline.message.control.Role;
import org.holdline.room.entity.RoomId;
import org.jspecify.annotations.Nullable;

/**
 * Somebody at the door of a room.
 *
 * @param clientId the device's own name; null for a plain client, which resumes any suspended
 *     session of its user
 * @param resumeToken as presented, of whatever form
 * @param role what he is if he is not the first
 */
public record Arrival(
    RoomId room,
    UserId user,
    String username,
    @Nullable String clientId,
    @Nullable String resumeToken,
    Devices devices,
    Role role) {

  /** The state of microphone and camera on arrival. */
  public record Devices(boolean audioEnabled, boolean videoEnabled) {}
}
