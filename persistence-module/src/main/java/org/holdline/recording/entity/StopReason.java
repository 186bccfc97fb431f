package org.holdline.recording.entity;

/** Why a recording ended. */
public enum StopReason {
  /** Somebody has stopped or cancelled it. */
  ASKED,
  ROOM_EMPTY,
  DURATION_MAX,
  /** There was no space left for what came. */
  STORAGE_FULL,
  /** The store was away for longer than what came could wait. */
  STORAGE_UNAVAILABLE,
  CAPTURE_FAILED,
  ADMINISTRATOR
}
