package org.holdline.message.control;

/** A setting of a room that is on or off. */
public enum RoomFlag implements WireNamed {
  /** Nobody new comes in. */
  LOCK_ROOM("lock_room", false),
  /** Whoever comes waits until he is admitted. */
  ENABLE_WAITING_ROOM("enable_waiting_room", false),
  /** Whoever comes in as less than a moderator is muted. */
  MUTE_ON_ENTRY("mute_on_entry", false),
  /** Whoever comes in as less than a moderator has no camera on. */
  DISABLE_VIDEO_ON_ENTRY("disable_video_on_entry", false),
  ENABLE_CHAT("enable_chat", true),
  ENABLE_SCREEN_SHARE("enable_screen_share", true),
  ENABLE_REACTIONS("enable_reactions", true),
  ENABLE_FILE_SHARING("enable_file_sharing", true),
  ENABLE_RECORDING("enable_recording", true),
  /** Nobody comes in before the host. */
  REQUIRE_HOST_TO_START("require_host_to_start", false),
  /** Whoever is less than a moderator may change his name. */
  ALLOW_PARTICIPANTS_RENAME("allow_participants_rename", true),
  /** Whoever is less than a moderator may switch his microphone on. */
  ALLOW_PARTICIPANTS_UNMUTE("allow_participants_unmute", true);

  private final String wireName;
  private final boolean isOnByDefault;

  RoomFlag(String wireName, boolean isOnByDefault) {
    this.wireName = wireName;
    this.isOnByDefault = isOnByDefault;
  }

  @Override
  public String wireName() {
    return wireName;
  }

  boolean isOnByDefault() {
    return isOnByDefault;
  }
}
