package org.holdline.platform.control;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.List;

/**
 * Reads the text of a setting. The container takes a text that it cannot convert for none and goes
 * on with the default; here it stops the start and names its key.
 */
public final class Setting {
  private Setting() {}

  /**
   * Reads a duration of ISO 8601, such as {@code PT5M}.
   *
   * @throws IllegalArgumentException when it is none
   */
  public static Duration duration(String key, String text) {
    try {
      return Duration.parse(text.strip());
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException(key + " must be a duration such as PT5M: " + text, e);
    }
  }

  /**
   * Reads one of some words.
   *
   * @throws IllegalArgumentException when it is none of them
   */
  public static String word(String key, String text, String... words) {
    var word = text.strip();
    if (!List.of(words).contains(word)) {
      throw new IllegalArgumentException(
          key + " must be one of " + String.join(", ", words) + ": " + text);
    }
    return word;
  }

  /**
   * Reads a whole number that may be large, such as one of bytes.
   *
   * @throws IllegalArgumentException when it is none
   */
  public static long large(String key, String text) {
    try {
      return Long.parseLong(text.strip());
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(key + " must be a whole number: " + text, e);
    }
  }

  /**
   * Reads a whole number.
   *
   * @throws IllegalArgumentException when it is none
   */
  public static int whole(String key, String text) {
    try {
      return Integer.parseInt(text.strip());
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(key + " must be a whole number: " + text, e);
    }
  }
}
