package org.holdline.transfer.control;

import java.time.Duration;
import java.util.Set;

/**
 * What of files is allowed, and for how long.
 *
 * @param offerBytesMax of one offer, all its files together
 * @param openMax offers of one user that are not over; as many to him
 * @param expiry how long a transfer lasts that nobody moves
 * @param waiting how long what is stored as a whole waits for its receiver
 * @param storedBytesMax of all that the server holds
 * @param blocked extensions that are refused, in lower case
 * @param allowed the only extensions that are not; empty for all
 */
public record FileSettings(
    long offerBytesMax,
    int openMax,
    Duration expiry,
    Duration waiting,
    long storedBytesMax,
    Set<String> blocked,
    Set<String> allowed) {
  /** Files of one offer. */
  public static final int FILES_MAX = 100_000;

  /** Offers of one to another that he has not answered. */
  public static final int PENDING_MAX = 3;

  /** Contents that are on their way in one room. */
  public static final int ACTIVE_PER_ROOM_MAX = 10;

  private static final long BYTES_MAX = 10L << 30;

  public FileSettings {
    blocked = Set.copyOf(blocked);
    allowed = Set.copyOf(allowed);
    if (offerBytesMax < 1 || offerBytesMax > BYTES_MAX) {
      throw new IllegalArgumentException("holdline.files.size-max must be 1 to " + BYTES_MAX);
    }
    if (openMax < 1 || storedBytesMax < 0) {
      throw new IllegalArgumentException(
          "holdline.files.open-max must be at least 1, holdline.files.stored-max not negative");
    }
    if (!expiry.isPositive() || waiting.compareTo(expiry) < 0) {
      throw new IllegalArgumentException(
          "holdline.files.expiry must be positive and no longer than holdline.files.waiting");
    }
  }
}
