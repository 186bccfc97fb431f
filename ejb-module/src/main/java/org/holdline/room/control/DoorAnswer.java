package org.holdline.room.control;

import java.time.Instant;
import org.holdline.identity.entity.UserId;
import org.jspecify.annotations.Nullable;

/** What those inside have said to somebody at the door. */
public sealed interface DoorAnswer {
  /** Nobody has answered him. */
  record None() implements DoorAnswer {}

  /** He may come in, as often as he likes while the meeting lasts. */
  record Admitted(UserId by, Instant at) implements DoorAnswer {}

  /**
   * He has been turned away.
   *
   * @param reason null when none was given
   */
  record Rejected(UserId by, @Nullable String reason, Instant at) implements DoorAnswer {}
}
