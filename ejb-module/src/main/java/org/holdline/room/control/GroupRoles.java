package org.holdline.room.control;

import java.util.Comparator;
import java.util.Map;
import java.util.Set;
import org.holdline.message.control.Role;

/** With which role somebody enters, by the groups that the identity provider says he is in. */
public record GroupRoles(Map<String, Role> byGroup) {
  public GroupRoles {
    byGroup = Map.copyOf(byGroup);
  }

  public static GroupRoles standard() {
    return new GroupRoles(Map.of("moderator", Role.MODERATOR, "administrator", Role.MODERATOR));
  }

  /** The highest of them; a participant without any. */
  public Role roleOf(Set<String> groups) {
    return byGroup.entrySet().stream()
        .filter(entry -> groups.contains(entry.getKey()))
        .map(Map.Entry::getValue)
        .min(Comparator.naturalOrder())
        .orElse(Role.PARTICIPANT);
  }
}
