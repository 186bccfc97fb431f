package org.holdline.transfer.clamav;

import java.time.Duration;

/**
 * How long the scanner is waited for.
 *
 * @param word until it takes or says something
 * @param verdict from the end of a file until it has made up its mind
 */
record ScanLimits(Duration word, Duration verdict) {
  static final ScanLimits USUAL = new ScanLimits(Duration.ofSeconds(10), Duration.ofMinutes(3));
}
