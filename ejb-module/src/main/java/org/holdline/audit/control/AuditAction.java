package org.holdline.audit.control;

import org.holdline.message.control.WireNamed;

/** Every kind of decision that is audited; {@code docs/operations.md} has the same table. */
public enum AuditAction implements WireNamed {
  PARTICIPANT_KICKED("participant-kicked"),
  PARTICIPANT_BANNED("participant-banned"),
  BAN_LIFTED("ban-lifted"),
  ROLE_CHANGED("role-changed"),
  PERMISSIONS_CHANGED("permissions-changed"),
  SETTINGS_CHANGED("settings-changed"),
  HAND_LOWERED("hand-lowered"),
  BREAKOUT_CREATED("breakout-created"),
  BREAKOUT_ASSIGNED("breakout-assigned"),
  BREAKOUT_CLOSED("breakout-closed"),
  MEETING_ENDED("meeting-ended"),
  PARTICIPANT_MUTED("participant-muted"),
  ALL_MUTED("all-muted"),
  ROOM_REGISTERED("room-registered"),
  ROOM_CHANGED("room-changed"),
  ROOM_CLOSED("room-closed"),
  ROOM_REOPENED("room-reopened"),
  ROOM_DELETED("room-deleted"),
  INVITATION_MADE("invitation-made"),
  INVITATION_ENDED("invitation-ended"),
  INVITATION_TAKEN("invitation-taken"),
  MEMBER_ENROLLED("member-enrolled"),
  MEMBER_EXPELLED("member-expelled"),
  WAITING_ADMITTED("waiting-admitted"),
  WAITING_REJECTED("waiting-rejected"),
  FILES_OFFERED("files-offered"),
  FILES_ACCEPTED("files-accepted"),
  FILES_REJECTED("files-rejected"),
  FILES_COMPLETED("files-completed"),
  FILES_CANCELLED("files-cancelled"),
  FILES_FAILED("files-failed"),
  FILES_CONDEMNED("files-condemned"),
  RECORDING_STARTED("recording-started"),
  RECORDING_PAUSED("recording-paused"),
  RECORDING_RESUMED("recording-resumed"),
  RECORDING_STOPPED("recording-stopped"),
  RECORDING_CANCELLED("recording-cancelled"),
  RECORDING_FETCHED("recording-fetched"),
  RECORDING_SHARED("recording-shared"),
  RECORDING_DELETED("recording-deleted");

  private final String wireName;

  AuditAction(String wireName) {
    this.wireName = wireName;
  }

  @Override
  public String wireName() {
    return wireName;
  }
}
