package org.holdline.deploy.server;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;

/**
 * The settings that the boot command files name, made system properties: from the environment, or
 * the default. A boot command file can read a system property, but has no way to say a default.
 */
final class BootSettings {
  private static final Map<String, String> DEFAULTS =
      Map.of("holdline.http.address", "127.0.0.1", "holdline.https.address", "127.0.0.1");

  private static final Set<String> ALL_ADDRESSES = Set.of("0.0.0.0", "::", "*");

  private BootSettings() {}

  static void completeFrom(Map<String, String> environment, Properties properties) {
    DEFAULTS.forEach((key, otherwise) -> {
      var variable = key.replace('.', '_').toUpperCase(Locale.ROOT);
      properties.putIfAbsent(key, environment.getOrDefault(variable, otherwise));
    });
  }

  /** The application cannot know its own port. */
  static void sayWhereToWarmUp(List<Integer> httpPorts, Properties properties) {
    if (!httpPorts.isEmpty()) {
      var served = properties.getProperty("holdline.http.address");
      var address = ALL_ADDRESSES.contains(served) ? "127.0.0.1" : served;
      properties.putIfAbsent("holdline.warm-up.address", address + ":" + httpPorts.getFirst());
    }
  }
}
