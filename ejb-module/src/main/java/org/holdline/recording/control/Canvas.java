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
    var half = half(part);
    fill(luma, width, part, (byte) brightness);
    fill(blue, width / 2, half, GREY);
    fill(red, width / 2, half, GREY);
  }

  private void fill(ByteBuffer plane, int stride, Tile part, byte value) {
    Arrays.fill(row, 0, part.width(), value);
    for (int y = part.y(); y < part.y() + part.height(); y++) {
      plane.put(y * stride + part.x(), row, 0, part.width());
    }
  }

  /** Puts a picture into a part of exactly its size, upright. */
  public void draw(Picture picture, Tile part) {
    var half = half(part);
    int turn = picture.rotation();
    copy(new Plane(picture.luma(), picture.lumaStride(), turn), luma, width, part);
    copy(new Plane(picture.blue(), picture.colorStride(), turn), blue, width / 2, half);
    copy(new Plane(picture.red(), picture.colorStride(), turn), red, width / 2, half);
  }

  /** Where pixels come from, and by how many degrees they are turned clockwise. */
  private record Plane(ByteBuffer bytes, int stride, int turn) {
    /** Where the pixel lies that is to be seen at this place of a picture of this size. */
    int place(int x, int y, Tile part) {
      return switch (turn) {
        case 90 -> (part.width() - 1 - x) * stride + y;
        case 180 -> (part.height() - 1 - y) * stride + part.width() - 1 - x;
        case 270 -> x * stride + part.height() - 1 - y;
        default -> y * stride + x;
      };
    }
  }

  private void copy(Plane from, ByteBuffer to, int stride, Tile part) {
    for (int y = 0; y < part.height(); y++) {
      int start = (part.y() + y) * stride + part.x();
      if (from.turn == 0) {
        to.put(start, from.bytes, y * from.stride, part.width());
      } else {
        for (int x = 0; x < part.width(); x++) {
          row[x] = from.bytes.get(from.place(x, y, part));
        }
        to.put(start, row, 0, part.width());
      }
    }
  }

  /**
   * Writes letters over a part.
   *
   * @param letters brightness of each of its pixels
   */
  public void letter(ByteBuffer letters, Tile part) {
    fill(part, BLACK);
    for (int y = 0; y < part.height(); y++) {
      luma.put((part.y() + y) * width + part.x(), letters, y * part.width(), part.width());
    }
  }

  /** The same part in the planes of color, whose places need not be even. */
  private static Tile half(Tile part) {
    return new Tile(part.x() / 2, part.y() / 2, part.width() / 2, part.height() / 2);
  }
}
