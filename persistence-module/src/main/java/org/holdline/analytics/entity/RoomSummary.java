package org.holdline.analytics.entity;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A room's figures over a time.
 *
 * @param kinds how often each thing happened
 * @param messages how often participants said something, by type
 * @param peak most participants at once
 * @param users how many different ones were there
 * @param speakingMillis of all of them together
 * @param people who spoke most first, up to {@link #PEOPLE_MAX}
 */
public record RoomSummary(
    Map<String, Long> kinds,
    Map<String, Long> messages,
    long peak,
    long users,
    long speakingMillis,
    List<Person> people,
    Recoveries recoveries) {
  public static final int PEOPLE_MAX = 1000;

  public RoomSummary {
    kinds = Map.copyOf(kinds);
    messages = Map.copyOf(messages);
    people = List.copyOf(people);
  }

  /** What one of them did. */
  public record Person(
      String user, long presentMillis, long speakingMillis, long messages, long drops) {}

  /**
   * How sessions came back.
   *
   * @param complete those in which nothing was missing
   * @param took until all that was missed was handed over; null when none was
   * @param away for how long they had been gone
   */
  public record Recoveries(
      long count, long complete, @Nullable Spread took, @Nullable Spread away) {}

  /** In milliseconds. */
  public record Spread(long p50, long p95) {}
}
