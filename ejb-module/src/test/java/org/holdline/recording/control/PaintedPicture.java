package org.holdline.recording.control;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * A picture whose left half is dark and whose right half is bright. Counts what is not released.
 */
final class PaintedPicture implements Picture {
  static final int DARK = 50;
  static final int BRIGHT = 200;
  static int held;

  private final int width;
  private final int height;
  private final int rotation;

  PaintedPicture(int width, int height, int rotation) {
    this.width = width;
    this.height = height;
    this.rotation = rotation;
    held++;
  }

  @Override
  public int width() {
    return width;
  }

  @Override
  public int height() {
    return height;
  }

  @Override
  public ByteBuffer luma() {
    var plane = new byte[width * height];
    for (int at = 0; at < plane.length; at++) {
      plane[at] = (byte) (at % width < width / 2 ? DARK : BRIGHT);
    }
    return ByteBuffer.wrap(plane);
  }

  @Override
  public ByteBuffer blue() {
    var plane = new byte[width * height / 4];
    Arrays.fill(plane, (byte) 128);
    return ByteBuffer.wrap(plane);
  }

  @Override
  public ByteBuffer red() {
    return blue();
  }

  @Override
  public int lumaStride() {
    return width;
  }

  @Override
  public int colorStride() {
    return width / 2;
  }

  @Override
  public int rotation() {
    return rotation;
  }

  @Override
  public Picture scaledTo(int newWidth, int newHeight) {
    return new PaintedPicture(newWidth, newHeight, rotation);
  }

  @Override
  public void release() {
    held--;
  }
}
