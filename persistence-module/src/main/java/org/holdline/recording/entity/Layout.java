package org.holdline.recording.entity;

/** What a recording makes of the participants' tracks. */
public enum Layout {
  /** One picture of all, one sound of all. */
  COMPOSED,
  /** A file for each track, and a timeline that says when it was which. */
  TRACKS
}
