package org.holdline.analytics.entity;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoField;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;

/** Where a fact stands among all of its room; a page ends before a place. */
public record FactPlace(Instant at, long sequence, String id, String kind) {
  private static final long MICROS = 1_000_000;
  private static final Pattern FORM =
      Pattern.compile("(\\d{1,17}) (\\d{1,18}) ([a-z0-9-]{1,64}) ([A-Za-z0-9._-]{1,140})");

  /** Behind the newest. */
  public static final FactPlace END = new FactPlace(FactFilter.END, 0, "", "");

  /** An opaque, URL-safe form to the microsecond, which is what the database keeps. */
  public String text() {
    var micros = at.getEpochSecond() * MICROS + at.get(ChronoField.MICRO_OF_SECOND);
    var plain = micros + " " + sequence + " " + kind + " " + id;
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(plain.getBytes(StandardCharsets.US_ASCII));
  }

  /** Reads {@link #text}; nothing when it is none. */
  public static Optional<FactPlace> parse(String text) {
    try {
      var plain = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.US_ASCII);
      var parts = FORM.matcher(plain);
      return parts.matches()
          ? Optional.of(
              new FactPlace(
                  Instant.EPOCH.plus(Long.parseLong(parts.group(1)), ChronoUnit.MICROS),
                  Long.parseLong(parts.group(2)),
                  parts.group(4),
                  parts.group(3)))
          : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
