package org.holdline.recording.control;

import java.nio.ByteBuffer;

/**
 * A picture that somebody sent, in memory that is not Java's: whoever has it releases it, once.
 * Brightness of a pixel is a byte, and two of color serve four pixels.
 */
public interface Picture {
  int width();

  int height();

  ByteBuffer luma();

  ByteBuffer blue();

  ByteBuffer red();

  /** Bytes from one row to the next. */
  int lumaStride();

  int colorStride();

  /** How many degrees it has to be turned clockwise to stand upright: 0, 90, 180 or 270. */
  int rotation();

  /** Another one of this size, turned as this one is; valid no longer than this one. */
  Picture scaledTo(int width, int height);

  void release();
}
