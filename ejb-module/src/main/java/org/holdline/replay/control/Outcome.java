package org.holdline.replay.control;

/** What became of one draft. */
public sealed interface Outcome permits Appended, Outcome.TargetAbsent {
  /** Nobody it is addressed to is in the room; it is not in the log. */
  record TargetAbsent() implements Outcome {}
}
