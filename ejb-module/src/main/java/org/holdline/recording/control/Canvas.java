package org.holdline.recording.control;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** A picture that is drawn on: one byte of brightness a pixel, two of color for each four. */
public final class Canvas {
  private static final byte BLACK = 16;
  private static final byte GREY = (byte) 128;

  private final int width;
  private final int height;
  private final ByteBuffer luma;
  private final ByteBuffer blue;
  private final ByteBuffer red;
  private final byte[] row;

  /** A black one; both sides must be even. */
  public Canvas(int width, int height) {
    if (width % 2 != 0 || height % 2 != 0) {
      throw new IllegalArgumentException("sides must be even: " + width + "x" + height);
    }
    this.width = width;
    this.height = height;
    luma = ByteBuffer.allocateDirect(width * height);
    blue = ByteBuffer.allocateDirect(width * height / 4);
    red = ByteBuffer.allocateDirect(width * height / 4);
    row = new byte[width];
    fill(new Tile(0, 0, width, height), BLACK);
  }

  public int width() {
    return width;
  }

  public int height() {
    return height;
  }

  /** As many bytes a row as it is wide; so for both colors, with half of that. */
  public ByteBuffer luma() {
    return luma;
  }

  public ByteBuffer blue() {
    return blue;
  }

  public ByteBuffer red() {
    return red;
  }

  /** Makes a part one shade of grey. */
  public void fill(Tile part, int brightness) {
    Arrays.fill(row, 0, part.width(), (byte) brightness);
    for (int y = part.y(); y < part.y() + part.height(); y++) {
      luma.put(y * width + part.x(), row, 0, part.width());
    }
    Arrays.fill(row, 0, part.width() / 2, GREY);
    for (int y = part.y() / 2; y < (part.y() + part.height()) / 2; y++) {
      blue.put(y * (width / 2) + part.x() / 2, row, 0, part.width() / 2);
      red.put(y * (width / 2) + part.x() / 2, row, 0, part.width() / 2);
    }
  }

  /** Puts a picture of exactly its size into a part. */
  public void draw(Picture picture, Tile part) {
    copy(picture.luma(), picture.lumaStride(), luma, width, part);
    var half = new Tile(part.x() / 2, part.y() / 2, part.width() / 2, part.height() / 2);
    copy(picture.blue(), picture.colorStride(), blue, width / 2, half);
    copy(picture.red(), picture.colorStride(), red, width / 2, half);
  }

  private static void copy(ByteBuffer from, int fromStride, ByteBuffer to, int stride, Tile part) {
    for (int y = 0; y < part.height(); y++) {
      to.put((part.y() + y) * stride + part.x(), from, y * fromStride, part.width());
    }
  }

  /**
   * Writes letters over a part, its color grey.
   *
   * @param letters brightness of each pixel, as wide as the part
   */
  public void letter(byte[] letters, Tile part) {
    fill(part, BLACK);
    for (int y = 0; y < part.height(); y++) {
      luma.put((part.y() + y) * width + part.x(), letters, y * part.width(), part.width());
    }
  }
}
