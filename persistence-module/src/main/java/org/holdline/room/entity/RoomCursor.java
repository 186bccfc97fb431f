package org.holdline.room.entity;

import static java.time.temporal.ChronoField.MICRO_OF_SECOND;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;

/** A place in a list of rooms that is ordered by a moment; a page begins behind it. */
public record RoomCursor(Instant at, String roomId) {
  private static final long MICROS = 1_000_000;
  private static final Pattern FORM = Pattern.compile("(\\d{1,17})\\.([A-Za-z0-9_-]{1,100})");

  /** An opaque, URL-safe form to the microsecond, which is what the database keeps. */
  public String text() {
    var plain = at.getEpochSecond() * MICROS + at.get(MICRO_OF_SECOND) + "." + roomId;
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(plain.getBytes(StandardCharsets.UTF_8));
  }

  /** Reads {@link #text}; nothing when it is none. */
  public static Optional<RoomCursor> parse(String text) {
    try {
      var plain = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
      var parts = FORM.matcher(plain);
      return parts.matches()
          ? Optional.of(
              new RoomCursor(
                  Instant.EPOCH.plus(Long.parseLong(parts.group(1)), ChronoUnit.MICROS),
                  parts.group(2)))
          : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
