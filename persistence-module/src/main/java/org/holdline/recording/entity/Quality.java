package org.holdline.recording.entity;

/** How large and how fine a recording's picture is. */
public enum Quality {
  LOW,
  MEDIUM,
  HIGH,
  ULTRA
}
