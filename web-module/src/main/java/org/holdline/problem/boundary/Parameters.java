package org.holdline.problem.boundary;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.holdline.problem.entity.ProblemException;
import org.holdline.problem.entity.ProblemException.Kind;
import org.holdline.text.Words;
import org.jspecify.annotations.Nullable;

/** Reads numbers, times and words from the query of a request. */
public final class Parameters {
  private Parameters() {}

  /**
   * A required whole number.
   *
   * @throws ProblemException {@code invalid_parameter} when it is missing or no whole number
   */
  public static long wholeNumber(String name, @Nullable String text) {
    try {
      return Long.parseLong(text == null ? "" : text);
    } catch (NumberFormatException e) {
      throw refused(name, "must be a whole number");
    }
  }

  /**
   * The default when there is none.
   *
   * @throws ProblemException {@code invalid_parameter} when it is no number from 1 to {@code max}
   */
  public static int count(String name, @Nullable String text, int otherwise, int max) {
    if (text == null) {
      return otherwise;
    }
    long number = wholeNumber(name, text);
    if (number < 1 || number > max) {
      throw refused(name, "must be from 1 to " + max);
    }
    return (int) number;
  }

  /**
   * Nothing when there is none.
   *
   * @throws ProblemException {@code invalid_parameter} when it is no ISO 8601 time with its offset
   */
  public static @Nullable Instant time(String name, @Nullable String text) {
    try {
      return text == null ? null : OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException e) {
      throw refused(name, "must be a time such as 2026-11-21T09:00:00Z");
    }
  }

  /**
   * True or false.
   *
   * @throws ProblemException {@code invalid_parameter} when it is neither
   */
  public static boolean flag(String name, String text) {
    return switch (text) {
      case "true" -> true;
      case "false" -> false;
      default -> throw refused(name, "must be true or false");
    };
  }

  /**
   * A constant, written as {@link Words} are.
   *
   * @throws ProblemException {@code invalid_parameter} when there is none of that name
   */
  public static <T extends Enum<T>> T word(String name, String text, Class<T> words) {
    return Stream.of(words.getEnumConstants())
        .filter(each -> Words.of(each).equals(text))
        .findFirst()
        .orElseThrow(() ->
            refused(
                name,
                Stream.of(words.getEnumConstants())
                    .map(Words::of)
                    .collect(Collectors.joining(", ", "must be one of ", ""))));
  }

  public static ProblemException refused(String name, String rule) {
    return new ProblemException(
        Kind.INVALID,
        "invalid_parameter",
        "A parameter is missing or out of its bounds",
        Map.of("field", name, "rule", rule));
  }
}
