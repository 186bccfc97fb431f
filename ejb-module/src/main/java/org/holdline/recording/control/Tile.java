package org.holdline.recording.control;

/** A part of a picture, in pixels; all even. */
public record Tile(int x, int y, int width, int height) {
  public Tile {
    if (x % 2 != 0 || y % 2 != 0 || width % 2 != 0 || height % 2 != 0) {
      throw new IllegalArgumentException(
          "must be even: " + x + "," + y + " " + width + "x" + height);
    }
  }
}
