package org.holdline.blob.boundary;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Which part of a file is asked for. */
public record ByteRange(long from, long length, boolean isPartial) {
  private static final Pattern ONE = Pattern.compile("bytes=(\\d{0,18})-(\\d{0,18})");

  /**
   * Reads the header; several ranges at once, or what is none, mean the whole file.
   *
   * @return null when nothing of the file is in it
   */
  public static @Nullable ByteRange of(@Nullable String header, long size) {
    var found = ONE.matcher(header == null ? "" : header);
    if (!found.matches() || (found.group(1).isEmpty() && found.group(2).isEmpty())) {
      return new ByteRange(0, size, false);
    }
    if (found.group(1).isEmpty()) {
      long last = Math.min(size, Long.parseLong(found.group(2)));
      return last == 0 ? null : new ByteRange(size - last, last, true);
    }
    long from = Long.parseLong(found.group(1));
    long to = found.group(2).isEmpty() ? size - 1 : Long.parseLong(found.group(2));
    if (to < from && !found.group(2).isEmpty()) {
      return new ByteRange(0, size, false);
    }
    return from >= size ? null : new ByteRange(from, Math.min(to, size - 1) - from + 1, true);
  }

  /** As an answer says it. */
  public String header(long size) {
    return "bytes " + from + "-" + (from + length - 1) + "/" + size;
  }
}
