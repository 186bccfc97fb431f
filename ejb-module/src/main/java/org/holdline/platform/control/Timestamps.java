package org.holdline.platform.control;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;

/** Moments as the wire writes them: ISO 8601 in UTC, always with milliseconds. */
public final class Timestamps {
  private static final DateTimeFormatter MILLISECONDS =
      new DateTimeFormatterBuilder().appendInstant(3).toFormatter();

  private Timestamps() {}

  public static String text(Instant moment) {
    return MILLISECONDS.format(moment);
  }
}
