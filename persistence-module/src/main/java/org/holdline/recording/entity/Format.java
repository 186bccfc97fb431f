package org.holdline.recording.entity;

/** The container of a recording's files. */
public enum Format {
  WEBM,
  MP4,
  MKV
}
