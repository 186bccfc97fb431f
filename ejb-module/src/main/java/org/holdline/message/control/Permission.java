package org.holdline.message.control;

import java.util.Set;

/** What a participant may be allowed to do. */
public enum Permission implements WireNamed {
  SPEAK("can_speak"),
  SHARE_VIDEO("can_share_video"),
  SHARE_SCREEN("can_share_screen"),
  SEND_CHAT("can_send_chat"),
  SHARE_FILES("can_share_files"),
  MANAGE_PARTICIPANTS("can_manage_participants"),
  RECORD("can_record");

  private final String wireName;

  Permission(String wireName) {
    this.wireName = wireName;
  }

  @Override
  public String wireName() {
    return wireName;
  }

  /** All of them, with whether somebody has them. */
  public static void write(Set<Permission> held, FieldWriter out) {
    for (var permission : values()) {
      out.flag(permission.wireName(), held.contains(permission));
    }
  }
}
