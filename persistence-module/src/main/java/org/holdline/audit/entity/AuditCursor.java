package org.holdline.audit.entity;

import java.time.Instant;
import java.time.temporal.ChronoField;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/** A place in the audit; a page ends before it. */
public record AuditCursor(Instant at, UUID id) {
  private static final long MICROS = 1_000_000;
  private static final Pattern FORM =
      Pattern.compile("(\\d{1,17})-([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})");

  static final AuditCursor END =
      new AuditCursor(Instant.parse("9999-01-01T00:00:00Z"), new UUID(-1, -1));

  public static AuditCursor at(AuditRecord decided) {
    return new AuditCursor(decided.facts().at(), decided.id());
  }

  /** A URL-safe form to the microsecond, which is what the database keeps. */
  public String text() {
    return at.getEpochSecond() * MICROS + at.get(ChronoField.MICRO_OF_SECOND) + "-" + id;
  }

  /** Reads {@link #text}; nothing when it is none. */
  public static Optional<AuditCursor> parse(String text) {
    var parts = FORM.matcher(text);
    return parts.matches()
        ? Optional.of(
            new AuditCursor(
                Instant.EPOCH.plus(Long.parseLong(parts.group(1)), ChronoUnit.MICROS),
                UUID.fromString(parts.group(2))))
        : Optional.empty();
  }
}
