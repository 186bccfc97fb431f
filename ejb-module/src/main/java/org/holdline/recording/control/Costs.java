package org.holdline.recording.control;

import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import org.holdline.recording.entity.Quality;

/**
 * How many processors recordings take: a table to begin with, then what those that ran have taken
 * beside it. Thread-safe.
 */
final class Costs {
  private static final double WEIGHT = 0.1;

  /** Whoever is quiet now may become lively. */
  private static final double SHARE_MIN = 0.5;

  /** A minute in which much went wrong is no rule. */
  private static final double SHARE_MAX = 3;

  private final Map<Quality, Double> shares = new EnumMap<>(Quality.class);

  /** What one takes, as far as it is known. */
  synchronized double of(Quality quality) {
    return guess(quality) * shares.getOrDefault(quality, 1.0);
  }

  /** For two senders: low and medium as measured, the rest by what coding costs at their size. */
  private static double guess(Quality quality) {
    return switch (quality) {
      case LOW -> 0.4;
      case MEDIUM -> 0.7;
      case HIGH -> 1.3;
      case ULTRA -> 6;
    };
  }

  /**
   * Learns from a stretch of time in which these ran.
   *
   * @param processors how many of them all together kept busy
   */
  synchronized void learn(Collection<Quality> running, double processors) {
    double guessed = running.stream().mapToDouble(Costs::guess).sum();
    if (guessed > 0) {
      double share = Math.clamp(processors / guessed, SHARE_MIN, SHARE_MAX);
      for (var quality : Set.copyOf(running)) {
        double before = shares.getOrDefault(quality, 1.0);
        shares.put(quality, before + WEIGHT * (share - before));
      }
    }
  }
}
