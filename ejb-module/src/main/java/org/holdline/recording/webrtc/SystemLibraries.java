package org.holdline.recording.webrtc;

import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Knows which package of Debian brings a library that the system's linker did not find. */
final class SystemLibraries {
  private static final Pattern NOT_FOUND =
      Pattern.compile("(lib[^ :/]+\\.so[.0-9]*): cannot open shared object file");
  private static final Map<String, String> PACKAGES =
      Map.of(
          "libpulse.so.0", "libpulse0",
          "libudev.so.1", "libudev1",
          "libX11.so.6", "libx11-6",
          "libXfixes.so.3", "libxfixes3",
          "libXrandr.so.2", "libxrandr2",
          "libXcomposite.so.1", "libxcomposite1",
          "libdbus-1.so.3", "libdbus-1-3");

  private SystemLibraries() {}

  /** From the message of a failed load; the library's own name where no package is known. */
  static String packageOf(@Nullable String message) {
    var found = NOT_FOUND.matcher(String.valueOf(message));
    if (!found.find()) {
      return "webrtc-java";
    }
    return PACKAGES.getOrDefault(found.group(1), found.group(1));
  }
}
