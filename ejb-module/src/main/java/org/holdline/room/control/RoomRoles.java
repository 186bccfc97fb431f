package org.holdline.room.control;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.holdline.identity.entity.UserId;
import org.holdline.message.control.Role;

/**
 * Who is what in a room.
 *
 * @param present the roles of those who are there; whoever is not named is a participant
 * @param assigned what somebody has been made, also for when he leaves and comes back; it counts
 *     more than his groups
 */
public record RoomRoles(Map<UserId, Role> present, Map<UserId, Role> assigned) {
  public static final RoomRoles NONE = new RoomRoles(Map.of(), Map.of());

  public RoomRoles {
    present = Map.copyOf(present);
    assigned = Map.copyOf(assigned);
  }

  public Role of(UserId user) {
    return present.getOrDefault(user, Role.PARTICIPANT);
  }

  /** Nobody while nobody is there. */
  public Optional<UserId> host() {
    return present.entrySet().stream()
        .filter(entry -> entry.getValue() == Role.HOST)
        .map(Map.Entry::getKey)
        .findFirst();
  }

  /** Makes somebody who is there something below host. */
  RoomRoles with(UserId user, Role role) {
    var now = new HashMap<>(present);
    var later = new HashMap<>(assigned);
    now.put(user, role);
    later.put(user, role);
    return new RoomRoles(now, later);
  }

  /**
   * Makes somebody who is there host. Host is one by presence: when he leaves, another follows and
   * he is again what he was.
   */
  RoomRoles withHost(UserId user) {
    var now = new HashMap<>(present);
    now.put(user, Role.HOST);
    return new RoomRoles(now, assigned);
  }

  RoomRoles of(Predicate<UserId> there) {
    var now = new HashMap<>(present);
    now.keySet().removeIf(there.negate());
    return new RoomRoles(now, assigned);
  }
}
