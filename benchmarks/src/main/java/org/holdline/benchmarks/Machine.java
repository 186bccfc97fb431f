package org.holdline.benchmarks;

import java.lang.management.ManagementFactory;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Locale;

/**
 * Where and when it was measured.
 *
 * @param load average over the last minute, before anything was measured
 */
record Machine(String system, int cores, String jdk, double load, LocalDate date) {
  static Machine now(Clock clock) {
    var system = ManagementFactory.getOperatingSystemMXBean();
    return new Machine(
        system.getName() + " " + system.getArch(),
        system.getAvailableProcessors(),
        System.getProperty("java.vm.name") + " " + System.getProperty("java.version"),
        system.getSystemLoadAverage(),
        LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC));
  }

  String text() {
    return String.format(
        Locale.ROOT,
        "%s, %d cores, %s, load average %.1f at the start, %s",
        system,
        cores,
        jdk,
        load,
        date);
  }
}
