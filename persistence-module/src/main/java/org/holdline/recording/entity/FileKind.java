package org.holdline.recording.entity;

/** What a file of a recording holds. */
public enum FileKind {
  /** Everybody, in one picture with one sound. */
  COMPOSED,
  /** What one participant sent. */
  TRACK,
  /** Who was there when, as JSON. */
  TIMELINE,
  /** One picture of it. */
  THUMBNAIL,
  /** How loud it is when, as JSON. */
  WAVEFORM
}
