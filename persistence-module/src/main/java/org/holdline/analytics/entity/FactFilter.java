package org.holdline.analytics.entity;

import java.time.Instant;
import org.holdline.room.entity.RoomId;
import org.jspecify.annotations.Nullable;

/**
 * What of a room somebody asks for.
 *
 * @param kind null for all
 * @param from inclusive
 * @param to exclusive
 */
public record FactFilter(RoomId room, @Nullable String kind, Instant from, Instant to) {
  /** Before everything ... */
  public static final Instant BEGINNING = Instant.EPOCH;

  /** ... and after it. */
  public static final Instant END = Instant.parse("9999-01-01T00:00:00Z");

  /** The same, but nothing after this. */
  public FactFilter until(Instant latest) {
    return to.isAfter(latest) ? new FactFilter(room, kind, from, latest) : this;
  }
}
