package org.holdline.message.json;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.holdline.message.control.FieldWriter;
import org.jspecify.annotations.Nullable;

/** Writes one JSON object. Half surrogates are escaped, so the text is always valid UTF-8. */
final class JsonText implements FieldWriter {
  private static final String HEX = "0123456789abcdef";
  private static final DateTimeFormatter MILLISECONDS =
      new DateTimeFormatterBuilder().appendInstant(3).toFormatter().withZone(ZoneOffset.UTC);

  /** A moment as it is written; what is written together mostly has the same. */
  private record Stamp(long millis, String text) {}

  private static volatile Stamp latest = new Stamp(0, MILLISECONDS.format(Instant.EPOCH));

  private final StringBuilder out;
  private boolean empty = true;

  private JsonText(StringBuilder out) {
    this.out = out.append('{');
  }

  static String object(Consumer<? super JsonText> content) {
    var out = new StringBuilder(512);
    write(out, content);
    return out.toString();
  }

  private static void write(StringBuilder out, Consumer<? super JsonText> content) {
    content.accept(new JsonText(out));
    out.append('}');
  }

  @Override
  public FieldWriter text(String name, @Nullable String value) {
    if (value != null) {
      name(name);
      quote(value);
    }
    return this;
  }

  @Override
  public FieldWriter texts(String name, List<String> values) {
    name(name).append('[');
    for (int i = 0; i < values.size(); i++) {
      if (i > 0) {
        out.append(',');
      }
      quote(values.get(i));
    }
    out.append(']');
    return this;
  }

  @Override
  public FieldWriter number(String name, long value) {
    name(name).append(value);
    return this;
  }

  @Override
  public FieldWriter number(String name, double value) {
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException(name + " is not a number");
    }
    name(name).append(value);
    return this;
  }

  @Override
  public FieldWriter flag(String name, boolean value) {
    name(name).append(value);
    return this;
  }

  @Override
  public FieldWriter nothing(String name) {
    name(name).append("null");
    return this;
  }

  @Override
  public FieldWriter value(String name, Object value) {
    name(name);
    if (value instanceof Long || value instanceof Integer || value instanceof Boolean) {
      out.append(value);
    } else {
      quote(value.toString());
    }
    return this;
  }

  @Override
  public FieldWriter object(String name, Consumer<FieldWriter> content) {
    name(name);
    write(out, content);
    return this;
  }

  @Override
  public <T> FieldWriter objects(String name, List<T> items, BiConsumer<T, FieldWriter> content) {
    name(name).append('[');
    for (int i = 0; i < items.size(); i++) {
      var item = items.get(i);
      if (i > 0) {
        out.append(',');
      }
      write(out, fields -> content.accept(item, fields));
    }
    out.append(']');
    return this;
  }

  @Override
  public FieldWriter time(String name, Instant value) {
    name(name).append('"').append(text(value)).append('"');
    return this;
  }

  private static String text(Instant moment) {
    long millis = moment.toEpochMilli();
    var stamp = latest;
    if (stamp.millis != millis) {
      stamp = new Stamp(millis, MILLISECONDS.format(moment));
      latest = stamp;
    }
    return stamp.text;
  }

  /** Names are constants of ours: nothing in them needs escaping. */
  private StringBuilder name(String name) {
    if (!empty) {
      out.append(',');
    }
    empty = false;
    return out.append('"').append(name).append("\":");
  }

  private void quote(String text) {
    out.append('"');
    int written = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c >= ' ' && c != '"' && c != '\\' && (c < '\u007f' || isPlain(c))) {
        continue;
      }
      if (Character.isHighSurrogate(c)
          && i + 1 < text.length()
          && Character.isLowSurrogate(text.charAt(i + 1))) {
        i++;
        continue;
      }
      out.append(text, written, i);
      escape(c);
      written = i + 1;
    }
    out.append(text, written, text.length()).append('"');
  }

  /** Line separators are escaped too: JSON allows them, JavaScript sources did not always. */
  private static boolean isPlain(char c) {
    return c > '\u009f' && !Character.isSurrogate(c) && c != '\u2028' && c != '\u2029';
  }

  private void escape(char c) {
    switch (c) {
      case '"', '\\' -> out.append('\\').append(c);
      case '\n' -> out.append("\\n");
      case '\r' -> out.append("\\r");
      case '\t' -> out.append("\\t");
      default ->
          out.append("\\u")
              .append(HEX.charAt(c >> 12))
              .append(HEX.charAt((c >> 8) & 15))
              .append(HEX.charAt((c >> 4) & 15))
              .append(HEX.charAt(c & 15));
    }
  }
}
