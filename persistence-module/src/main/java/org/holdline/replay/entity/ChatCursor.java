package org.holdline.replay.entity;

import static java.time.temporal.ChronoField.MICRO_OF_SECOND;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;

/** A place in a room's chat across epochs; a page ends before it. */
public record ChatCursor(Instant sentAt, String epoch, long sequence) {
  private static final long MICROS = 1_000_000;
  private static final Pattern FORM = Pattern.compile("(\\d{1,17})\\.(\\d{1,18})\\.(.{1,64})");

  public static ChatCursor at(HistoryMessage message) {
    return new ChatCursor(message.sentAt(), message.epoch(), message.sequence());
  }

  /** An opaque, URL-safe form to the microsecond, which is what the database keeps. */
  public String text() {
    var micros = sentAt.getEpochSecond() * MICROS + sentAt.get(MICRO_OF_SECOND);
    var plain = micros + "." + sequence + "." + epoch;
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(plain.getBytes(StandardCharsets.UTF_8));
  }

  /** Reads {@link #text}; nothing when it is none. */
  public static Optional<ChatCursor> parse(String text) {
    try {
      var plain = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
      var parts = FORM.matcher(plain);
      return parts.matches() && plain.indexOf('\0') < 0
          ? Optional.of(
              new ChatCursor(
                  Instant.EPOCH.plus(Long.parseLong(parts.group(1)), ChronoUnit.MICROS),
                  parts.group(3),
                  Long.parseLong(parts.group(2))))
          : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
