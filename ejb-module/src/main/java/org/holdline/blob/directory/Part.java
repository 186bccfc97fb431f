package org.holdline.blob.directory;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** The first bytes of a stream. */
final class Part extends FilterInputStream {
  private long left;

  Part(InputStream whole, long length) {
    super(whole);
    this.left = length;
  }

  @Override
  public int read() throws IOException {
    int one = left > 0 ? in.read() : -1;
    left -= one < 0 ? 0 : 1;
    return one;
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    if (left <= 0) {
      return -1;
    }
    int count = in.read(into, offset, (int) Math.min(length, left));
    left -= Math.max(count, 0);
    return count;
  }
}
