package org.holdline.recording.ffmpeg;

/** How much of the libraries' memory is held, for tests elsewhere. */
public final class NativeCount {
  private NativeCount() {}

  public static int held() {
    return Native.held();
  }
}
