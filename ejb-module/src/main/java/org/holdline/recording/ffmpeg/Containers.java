package org.holdline.recording.ffmpeg;

import org.holdline.recording.entity.Format;

/** What FFmpeg calls the containers. */
final class Containers {
  private Containers() {}

  static String nameOf(Format format) {
    return switch (format) {
      case WEBM -> "webm";
      case MKV -> "matroska";
      case MP4 -> "mp4";
    };
  }
}
