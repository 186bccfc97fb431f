package org.holdline.recording.control;

import org.holdline.recording.entity.Format;

/** How a track is coded. */
public enum Codec {
  VP8,
  H264,
  OPUS,
  AAC;

  /** How pictures are coded in a format. */
  public static Codec ofPictures(Format format) {
    return format == Format.MP4 ? H264 : VP8;
  }

  /** How sound is coded in a format. */
  public static Codec ofSound(Format format) {
    return format == Format.MP4 ? AAC : OPUS;
  }
}
