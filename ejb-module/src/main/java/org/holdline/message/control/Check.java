package org.holdline.message.control;

import java.util.Map;
import java.util.regex.Pattern;
import org.holdline.problem.entity.ProblemException;
import org.holdline.problem.entity.ProblemException.Kind;

/** The rules that fields of payloads must keep; each refusal names the field and the rule. */
final class Check {
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,64}");

  private Check() {}

  static String length(String field, String value, int min, int max) {
    if (value.length() < min || value.length() > max) {
      throw refusal(field, "must have " + min + " to " + max + " characters");
    }
    return value;
  }

  static String id(String field, String value) {
    if (!ID.matcher(value).matches()) {
      throw refusal(field, "must be 1 to 64 of A-Z a-z 0-9 _ -");
    }
    return value;
  }

  static void range(String field, long value, long min, long max) {
    if (value < min || value > max) {
      throw refusal(field, "must be from " + min + " to " + max);
    }
  }

  /** From 0 to {@code max}; not a number is neither. */
  static void range(String field, double value, double max) {
    that(value >= 0 && value <= max, field, "must be from 0 to " + (long) max);
  }

  static void that(boolean holds, String field, String rule) {
    if (!holds) {
      throw refusal(field, rule);
    }
  }

  static ProblemException refusal(String field, String rule) {
    return new ProblemException(
        Kind.MALFORMED,
        "invalid_payload",
        "A field is missing or not of its form",
        Map.of("field", field, "rule", rule));
  }
}
