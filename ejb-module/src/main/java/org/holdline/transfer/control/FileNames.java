package org.holdline.transfer.control;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Names of files are metadata: nothing is ever stored under them here. What would harm those who
 * read them or store something under them elsewhere is refused.
 */
final class FileNames {
  static final int NAME_MAX = 255;
  static final int PATH_MAX = 4_096;
  private static final int DEPTH_MAX = 64;

  /** Marks that turn the direction of text, so that a name reads as another. */
  private static final Pattern TURNING =
      Pattern.compile("[\\u061c\\u200e\\u200f\\u202a-\\u202e\\u2066-\\u2069\\u2028\\u2029]");

  private FileNames() {}

  /** In the one form that names which look alike share. */
  static String normalized(String name) {
    return Normalizer.normalize(name, Normalizer.Form.NFC);
  }

  /** Why a path cannot be; nothing when it can. */
  static Optional<String> complaint(String path) {
    if (path.isEmpty() || path.length() > PATH_MAX) {
      return Optional.of("must have 1 to " + PATH_MAX + " characters");
    }
    if (path.chars().anyMatch(c -> Character.isISOControl(c) || c == '\\')
        || TURNING.matcher(path).find()
        || hasHalfCharacter(path)) {
      return Optional.of("must not have control characters, backslashes or marks of direction");
    }
    var segments = path.split("/", -1);
    if (segments.length > DEPTH_MAX) {
      return Optional.of("must have at most " + DEPTH_MAX + " levels");
    }
    for (var segment : segments) {
      if (segment.isBlank() || segment.length() > NAME_MAX || segment.matches("\\.\\.?")) {
        return Optional.of(
            "each name must have 1 to " + NAME_MAX + " characters and be neither . nor ..");
      }
    }
    return Optional.empty();
  }

  private static boolean hasHalfCharacter(String text) {
    return text.codePoints()
        .anyMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
  }

  /**
   * In lower case and without the dot; dots and blanks at the end of a name are not seen by all.
   */
  static String extension(String path) {
    var name = path.substring(path.lastIndexOf('/') + 1).replaceFirst("[. ]+$", "");
    return name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
  }
}
