package org.holdline.recording.ffmpeg;

import java.io.Serial;

/** A call of FFmpeg's libraries failed. */
final class FfmpegException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1;

  private final int error;

  FfmpegException(String call, int error, String message) {
    super(call + ": " + message + " (" + error + ")");
    this.error = error;
  }

  int error() {
    return error;
  }
}
