package org.holdline.recording.entity;

/** How large and how fine a recording is. */
public enum Quality {
  LOW(854, 480, 24, 1_000_000, 96_000),
  MEDIUM(1280, 720, 30, 2_500_000, 128_000),
  HIGH(1920, 1080, 30, 5_000_000, 192_000),
  ULTRA(3840, 2160, 60, 15_000_000, 256_000);

  private final int width;
  private final int height;
  private final int framesPerSecond;
  private final int videoBitrate;
  private final int audioBitrate;

  Quality(int width, int height, int framesPerSecond, int videoBitrate, int audioBitrate) {
    this.width = width;
    this.height = height;
    this.framesPerSecond = framesPerSecond;
    this.videoBitrate = videoBitrate;
    this.audioBitrate = audioBitrate;
  }

  public int width() {
    return width;
  }

  public int height() {
    return height;
  }

  public int framesPerSecond() {
    return framesPerSecond;
  }

  /** Bits per second. */
  public int videoBitrate() {
    return videoBitrate;
  }

  /** Bits per second. */
  public int audioBitrate() {
    return audioBitrate;
  }
}
