package org.holdline.platform.control;

import java.util.Locale;

/** What is added up over all nodes, for each day and each minute. */
public enum DayCount {
  /** Somebody came in or came back. */
  CONNECTIONS,
  /** Somebody was the first in a room. */
  ROOMS,
  MESSAGES,
  ERRORS;

  /** Whether what is counted is part of it. */
  boolean has(Metric counted, String... labels) {
    return switch (this) {
      case CONNECTIONS ->
          counted == Metric.SESSIONS && (labels[0].equals("begun") || labels[0].equals("resumed"));
      case ROOMS -> counted == Metric.ROOMS_BEGUN;
      case MESSAGES -> counted == Metric.MESSAGES_ACCEPTED;
      case ERRORS -> counted == Metric.MESSAGES_REFUSED;
    };
  }

  public String fieldName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
