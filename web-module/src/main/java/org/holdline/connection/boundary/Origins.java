package org.holdline.connection.boundary;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Pages of which origins may connect: those of this server and those of the list. Programs send no
 * origin.
 *
 * @param allowed such as {@code https://intranet.example}
 */
record Origins(Set<String> allowed) {
  private static final Pattern FORM = Pattern.compile("https?://[^/\\s?#@]+");

  static Origins of(List<String> configured) {
    return new Origins(
        configured.stream()
            .map(origin -> origin.strip().toLowerCase(Locale.ROOT))
            .collect(Collectors.toUnmodifiableSet()));
  }

  Origins {
    for (var origin : allowed) {
      if (!FORM.matcher(origin).matches()) {
        throw new IllegalArgumentException("holdline.origins: not an origin: " + origin);
      }
    }
  }

  /**
   * @param host as the request names it, with its port unless it is the scheme's own; the scheme is
   *     not compared, because TLS may end before us
   */
  boolean allow(@Nullable String origin, @Nullable String host) {
    if (origin == null) {
      return true;
    }
    var asked = origin.toLowerCase(Locale.ROOT);
    return FORM.matcher(asked).matches()
        && (allowed.contains(asked)
            || (host != null && isAt(asked, host.toLowerCase(Locale.ROOT))));
  }

  private static boolean isAt(String origin, String host) {
    var scheme = origin.startsWith("https:") ? ":443" : ":80";
    var plain = host.endsWith(scheme) ? host.substring(0, host.length() - scheme.length()) : host;
    return plain.equals(origin.substring(origin.indexOf("//") + 2));
  }

  /** One of the list, whatever the host: its pages are foreign to us, and welcome. */
  boolean isListed(String origin) {
    return allowed.contains(origin.toLowerCase(Locale.ROOT));
  }
}
