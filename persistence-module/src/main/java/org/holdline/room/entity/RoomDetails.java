package org.holdline.room.entity;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import java.time.Instant;
import java.util.Map;
import org.holdline.problem.entity.ProblemException;
import org.holdline.problem.entity.ProblemException.Kind;
import org.jspecify.annotations.Nullable;

/**
 * What the owner of a room decides about it.
 *
 * @param name for people
 * @param persistent whether settings and roles that are changed in a meeting are still so in the
 *     next
 * @param startsAt of the next meeting; null when none is planned
 * @param endsAt null when that is open
 * @param settings a JSON object of those that differ from the defaults
 */
@Embeddable
public record RoomDetails(
    @Column(nullable = false) String name,
    @Column(nullable = false) @Enumerated(EnumType.STRING) RoomAccess access,
    @Column(nullable = false) boolean persistent,
    @Column(name = "starts_at") @Nullable Instant startsAt,
    @Column(name = "ends_at") @Nullable Instant endsAt,
    @Column(nullable = false, columnDefinition = "text") String settings) {
  private static final int NAME_MAX = 100;

  /**
   * Checks what belongs together.
   *
   * @throws ProblemException {@code validation_error}, naming the field
   */
  public RoomDetails {
    if (name.isBlank()
        || name.length() > NAME_MAX
        || name.chars().anyMatch(Character::isISOControl)) {
      throw invalid("name", "must have 1 to 100 characters, none of them a control character");
    }
    if (endsAt != null && (startsAt == null || !endsAt.isAfter(startsAt))) {
      throw invalid("scheduled_end", "must be after scheduled_start");
    }
  }

  /** The same, set differently. */
  public RoomDetails with(String changed) {
    return new RoomDetails(name, access, persistent, startsAt, endsAt, changed);
  }

  private static ProblemException invalid(String field, String rule) {
    return new ProblemException(
        Kind.INVALID,
        "validation_error",
        "A field is missing or not of its form",
        Map.of("field", field, "rule", rule));
  }
}
