package org.holdline.platform.control;

import java.util.StringJoiner;

/**
 * One line of the log: a constant title, then {@code key=value} fields. Never a payload, a token or
 * a person's name.
 */
public final class LogEvent {
  private final StringJoiner text;

  private LogEvent(String title) {
    text = new StringJoiner(" ").add(title);
  }

  public static LogEvent of(String title) {
    return new LogEvent(title);
  }

  public LogEvent with(String key, Object value) {
    var plain = String.valueOf(value).replaceAll("[\\p{Cntrl}]", "?");
    text.add(key + "=" + (plain.indexOf(' ') < 0 ? plain : '"' + plain + '"'));
    return this;
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
