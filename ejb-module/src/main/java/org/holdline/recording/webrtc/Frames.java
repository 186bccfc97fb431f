package org.holdline.recording.webrtc;

import java.util.concurrent.atomic.AtomicInteger;

/** Counts the pictures of native memory that are held: each that is taken is released once. */
final class Frames {
  private static final AtomicInteger HELD = new AtomicInteger();

  private Frames() {}

  static void took() {
    HELD.incrementAndGet();
  }

  static void released() {
    HELD.decrementAndGet();
  }

  static int held() {
    return HELD.get();
  }
}
