package org.holdline.room.control;

import org.holdline.message.control.PendingReason;
import org.holdline.message.control.Role;
import org.holdline.message.control.RoomSettings;
import org.jspecify.annotations.Nullable;

/** What becomes of somebody at the door of a room. */
public sealed interface Verdict {
  /**
   * He comes in.
   *
   * @param role if he is not the first
   * @param lasting whether the role is his in this room, whatever his groups say
   * @param seatsMax how many users there may be, with him
   * @param muted his microphone is off, whatever he says
   * @param dark the same of his camera
   * @param beginning with what settings the meeting begins if he is the first; null for the
   *     defaults
   */
  record Enter(
      Role role,
      boolean lasting,
      int seatsMax,
      boolean muted,
      boolean dark,
      @Nullable RoomSettings beginning)
      implements Verdict {}

  /** He waits at the door. */
  record Wait(PendingReason reason) implements Verdict {}

  /**
   * He has to go.
   *
   * @param answer of whoever turned him away; null when nobody did
   */
  record Refuse(Cause cause, DoorAnswer.@Nullable Rejected answer) implements Verdict {
    Refuse(Cause cause) {
      this(cause, null);
    }
  }

  /** Why somebody is not let in. */
  enum Cause {
    ROOM_NOT_FOUND("room_not_found", "No such room"),
    ROOM_CLOSED("room_closed", "The room is closed"),
    ROOM_LOCKED("room_locked", "Nobody else is let in now"),
    REJECTED("waiting_room_rejected", "You were not let in");

    private final String code;
    private final String title;

    Cause(String code, String title) {
      this.code = code;
      this.title = title;
    }

    /** Of the catalogue. */
    public String code() {
      return code;
    }

    public String title() {
      return title;
    }
  }
}
