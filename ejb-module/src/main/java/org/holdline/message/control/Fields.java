package org.holdline.message.control;

import java.util.EnumSet;
import java.util.Map;
import java.util.stream.Collectors;
import org.holdline.problem.entity.ProblemException;
import org.jspecify.annotations.Nullable;

/**
 * The fields of one JSON object as read: strings, booleans, {@code Long}, {@code Double}, maps and
 * lists. A null counts as absent. Where several names are given, the first that is there is read.
 */
public final class Fields {
  private static final double EXACT_MAX = 1L << 53;

  private final Map<String, Object> values;

  public Fields(Map<String, Object> values) {
    this.values = values;
  }

  @Nullable Object find(String name) {
    return values.get(name);
  }

  /**
   * A string that must be there.
   *
   * @throws ProblemException when it is missing or not a string
   */
  String text(String name) {
    return required(name, findText(name));
  }

  @Nullable String findText(String... names) {
    for (var name : names) {
      var value = values.get(name);
      if (value != null) {
        return wellFormed(name, value);
      }
    }
    return null;
  }

  @Nullable Boolean findFlag(String name) {
    var value = values.get(name);
    if (value == null || value instanceof Boolean) {
      return (Boolean) value;
    }
    throw Check.refusal(name, "must be true or false");
  }

  boolean flag(String name) {
    return required(name, findFlag(name));
  }

  double number(String name) {
    return required(name, findNumber(name));
  }

  @Nullable Double findNumber(String name) {
    var value = values.get(name);
    if (value == null) {
      return null;
    }
    if (value instanceof Long || value instanceof Double) {
      return ((Number) value).doubleValue();
    }
    throw Check.refusal(name, "must be a number");
  }

  long whole(String name) {
    return required(name, findWhole(name));
  }

  @Nullable Long findWhole(String... names) {
    for (var name : names) {
      var value = values.get(name);
      if (value != null) {
        return whole(name, value);
      }
    }
    return null;
  }

  <E extends Enum<E> & WireNamed> E word(String name, Class<E> words) {
    var text = text(name);
    return WireNamed.find(words, text).orElseThrow(() -> unknown(name, words));
  }

  /**
   * All that is there; strings are well-formed.
   *
   * @throws ProblemException when a string is not
   */
  Map<String, Object> scalars() {
    values.forEach((name, value) -> {
      if (value instanceof String) {
        wellFormed(name, value);
      }
    });
    return values;
  }

  /** The object below that name; without fields when it is absent. */
  Fields object(String name) {
    var value = values.get(name);
    if (value == null) {
      return new Fields(Map.of());
    }
    if (value instanceof Map<?, ?> object) {
      @SuppressWarnings("unchecked") // what was read from JSON has string keys
      var fields = (Map<String, Object>) object;
      return new Fields(fields);
    }
    throw Check.refusal(name, "must be an object");
  }

  private static <T> T required(String name, @Nullable T value) {
    if (value == null) {
      throw Check.refusal(name, "is required");
    }
    return value;
  }

  private static String wellFormed(String name, Object value) {
    if (!(value instanceof String text)) {
      throw Check.refusal(name, "must be a string");
    }
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == 0) {
        throw Check.refusal(name, "must not contain U+0000");
      }
      if (Character.isSurrogate(c)) {
        boolean pair = i + 1 < text.length() && Character.isSurrogatePair(c, text.charAt(i + 1));
        Check.that(pair, name, "must be well-formed Unicode");
        i++;
      }
    }
    return text;
  }

  private static long whole(String name, Object value) {
    if (value instanceof Long whole) {
      return whole;
    }
    if (value instanceof Double number
        && Math.abs(number) <= EXACT_MAX
        && Math.rint(number) == number) {
      return number.longValue();
    }
    throw Check.refusal(name, "must be a whole number");
  }

  private static <E extends Enum<E> & WireNamed> ProblemException unknown(
      String name, Class<E> words) {
    var known =
        EnumSet.allOf(words).stream().map(WireNamed::wireName).collect(Collectors.joining(", "));
    return Check.refusal(name, "must be one of " + known);
  }
}
