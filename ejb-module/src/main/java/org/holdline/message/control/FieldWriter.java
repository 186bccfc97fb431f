package org.holdline.message.control;

import java.time.Instant;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Writes the fields of one object, in the order of the calls; a null is left out. */
public interface FieldWriter {
  FieldWriter text(String name, @Nullable String value);

  FieldWriter texts(String name, List<String> values);

  FieldWriter number(String name, long value);

  FieldWriter number(String name, double value);

  FieldWriter flag(String name, boolean value);

  /** A null that is said. */
  FieldWriter nothing(String name);

  /** A string, number or boolean; anything else as its text. */
  FieldWriter value(String name, Object value);

  FieldWriter object(String name, Consumer<FieldWriter> content);

  <T> FieldWriter objects(String name, List<T> items, BiConsumer<T, FieldWriter> content);

  /** ISO 8601, UTC, milliseconds. */
  FieldWriter time(String name, Instant value);

  default FieldWriter word(String name, WireNamed value) {
    return text(name, value.wireName());
  }
}
