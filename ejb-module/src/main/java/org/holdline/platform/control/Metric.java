package org.holdline.platform.control;

import java.util.List;
import java.util.Locale;

/**
 * Everything that is counted and measured, with the meaning that {@code docs/operations.md} shows.
 * The values of a label come from a small fixed set: never an id, a name or a number of a client's
 * choice.
 */
public enum Metric {
  CONNECTIONS(Kind.GAUGE, "open WebSockets of this node"),
  CLOSES(Kind.COUNTER, "WebSockets that ended, by close code; `other` for one not of ours", "code"),
  MESSAGES_ACCEPTED(
      Kind.COUNTER, "client messages accepted into a log, by message class", "message_class"),
  MESSAGES_DUPLICATE(Kind.COUNTER, "client messages that had been accepted before"),
  MESSAGES_REFUSED(Kind.COUNTER, "client messages answered with `error`, by its code", "code"),
  MESSAGES_DELIVERED(Kind.COUNTER, "logged messages handed to connections, live and replayed"),
  CANARY_MILLISECONDS(
      Kind.HISTOGRAM, "a canary's way from the append through Redis to a sink of this node"),
  HISTORY_WAITING(Kind.GAUGE, "messages in the queue to the database; full at 10,000"),
  HISTORY_WRITTEN(Kind.COUNTER, "messages written to the database; some twice after an outage"),
  HISTORY_BEHIND(Kind.GAUGE, "rooms of which the database may lack something");

  /** How a metric is written out. */
  public enum Kind {
    /** Only grows; its name ends in {@code _total}. */
    COUNTER,
    GAUGE,
    /** A summary: quantiles, {@code _sum}, {@code _count}, {@code _mean} and {@code _max}. */
    HISTOGRAM
  }

  private final Kind kind;
  private final String meaning;
  private final String labels;

  Metric(Kind kind, String meaning, String... labels) {
    this.kind = kind;
    this.meaning = meaning;
    this.labels = String.join(",", labels);
  }

  /** As it is registered: a counter's {@code _total} is added where it is written out. */
  public String registeredName() {
    return "holdline_" + name().toLowerCase(Locale.ROOT);
  }

  public String shownName() {
    return kind == Kind.COUNTER ? registeredName() + "_total" : registeredName();
  }

  public Kind kind() {
    return kind;
  }

  public String meaning() {
    return meaning;
  }

  public List<String> labels() {
    return labels.isEmpty() ? List.of() : List.of(labels.split(",", -1));
  }
}
