package org.holdline.room.entity;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Who may enter a registered room. */
public enum RoomAccess {
  /** Everybody who has signed in. */
  OPEN,
  /** Its owner and those whom he has made members or invited. */
  MEMBERS,
  /** Its members at once, everybody else when somebody inside lets him in. */
  APPROVAL;

  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Optional<RoomAccess> find(String wireName) {
    return Arrays.stream(values()).filter(each -> each.wireName().equals(wireName)).findFirst();
  }
}
