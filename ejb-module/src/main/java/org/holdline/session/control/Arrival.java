package org.holdline.session.control;

import org.holdline.identity.entity.UserId;
import org.holdline.message.control.Role;
import org.holdline.room.entity.RoomId;
import org.jspecify.annotations.Nullable;

/**
 * Somebody at the door of a room.
 *
 * @param role what he is if he is not the first
 */
public record Arrival(
    RoomId room, UserId user, String username, Claim claim, Devices devices, Role role) {

  /**
   * Which session he takes for his.
   *
   * @param clientId the device's own name; null for a plain client, which resumes any suspended
   *     session of its user
   * @param resumeToken as presented, of whatever form
   * @param attempt the device's count of its joins, by which one that was overtaken is known; null
   *     if it does not count
   */
  public record Claim(
      @Nullable String clientId, @Nullable String resumeToken, @Nullable Long attempt) {
    @Override
    public String toString() {
      return "Claim[clientId=" + clientId + ", attempt=" + attempt + "]";
    }
  }

  /**
   * The state of microphone and camera on arrival.
   *
   * @param audioEnabled null if he does not say: as it was, on for a new session
   * @param videoEnabled likewise
   */
  public record Devices(@Nullable Boolean audioEnabled, @Nullable Boolean videoEnabled) {}
}
