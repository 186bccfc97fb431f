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
  ENTRANCES_WAITING(Kind.GAUGE, "connections whose turn to enter a room has not come yet"),
  ENTRANCES_POSTPONED(Kind.COUNTER, "connections that were told to come again later"),
  CLOSES(Kind.COUNTER, "WebSockets that ended, by close code; `other` for one not of ours", "code"),
  MESSAGES_ACCEPTED(Kind.COUNTER, "client messages accepted, by message class", "message_class"),
  MESSAGES_DUPLICATE(Kind.COUNTER, "client messages that had been accepted before"),
  MESSAGES_REFUSED(Kind.COUNTER, "client messages answered with `error`, by its code", "code"),
  MESSAGES_DELIVERED(Kind.COUNTER, "logged messages handed to connections, live and replayed"),
  EPHEMERAL_DROPPED(
      Kind.COUNTER, "ephemeral messages left out because their connection was behind"),
  ACKS_IGNORED(
      Kind.COUNTER,
      "acks of positions that had not been sent: of a `future` one or another `epoch`",
      "reason"),
  SESSIONS(
      Kind.COUNTER,
      "what became of sessions: `begun`, `resumed`, `suspended`, `left`; `swept` when nobody held them any more",
      "change"),
  ADMISSIONS_REFUSED(
      Kind.COUNTER,
      "arrivals that were turned away: room `full`, user `barred` from it, not let in at the `door`, resume token `stale` or of a `stranger`",
      "reason"),
  ROOMS_BEGUN(Kind.COUNTER, "rooms that somebody entered as the first"),
  RECOVERIES(
      Kind.COUNTER,
      "sessions resumed; `outcome` is `complete` or why something was missing, `cause` how the connection before ended",
      "outcome",
      "cause"),
  RECOVERIES_BROKEN_OFF(
      Kind.COUNTER, "of them, those whose new connection ended before all was handed to it"),
  RECOVERY_MILLISECONDS(
      Kind.HISTOGRAM, "from the join until all that was missed was handed to the connection"),
  RECOVERY_AWAY_MILLISECONDS(Kind.HISTOGRAM, "how long a resumed session was away"),
  RECOVERY_MESSAGES(Kind.HISTOGRAM, "messages replayed in a resume"),
  RECOVERY_RECORDS_DROPPED(Kind.COUNTER, "recovery records that were not written"),
  CANARY_MILLISECONDS(
      Kind.HISTOGRAM, "a canary's way from the append through Redis to a sink of this node"),
  REDIS_REFUSED(Kind.COUNTER, "calls that failed because Redis was away, most of them at once"),
  REDIS_MENDED(Kind.COUNTER, "damaged entries of rooms that were found and left out or removed"),
  NEWS_LOST(
      Kind.COUNTER, "times that a message was not announced here although nothing was broken"),
  LEASES_BEGUN(
      Kind.COUNTER,
      "leases that this node began; after the first, each means it was given up before"),
  LIMITED(
      Kind.COUNTER, "calls and messages refused because there were too many, by budget", "budget"),
  PARTICIPANTS_REMOVED(Kind.COUNTER, "participants removed by hosts and moderators", "reason"),
  HISTORY_WAITING(Kind.GAUGE, "messages in the queue to the database; full at 10,000"),
  HISTORY_WRITTEN(Kind.COUNTER, "messages written to the database; some twice after an outage"),
  HISTORY_BEHIND(Kind.GAUGE, "rooms of which the database may lack something"),
  ANALYTICS_DROPPED(
      Kind.COUNTER, "events of rooms that were not written: the queue was full, or refused"),
  AUDIT_WAITING(Kind.GAUGE, "decisions in the queue to the database; full at 10,000"),
  AUDIT_LOST(Kind.COUNTER, "decisions that are in the log of the node only: the queue stayed full"),
  TRANSFERS(
      Kind.COUNTER,
      "what became of transfers of files: `offered`, `accepted`, `rejected`, `paused`, `resumed`, `moved` to another device, `completed`, `cancelled`, `failed`, `expired`",
      "change"),
  RELAY_BYTES_STORED(Kind.COUNTER, "bytes of files stored here, encrypted"),
  RELAY_BYTES_READ(Kind.COUNTER, "bytes of files handed out"),
  FILES_SCANNED(
      Kind.COUNTER,
      "files that a scanner has looked at: `clean`, `infected`, `too_large` for it",
      "verdict"),
  RECORDINGS(
      Kind.COUNTER,
      "what became of recordings: `started`, `paused`, `resumed`, `stopped`, `cancelled`, `completed`, `failed`, `taken_over` from a node that is gone, `deleted`",
      "change"),
  RECORDINGS_HERE(Kind.GAUGE, "recordings that this node captures"),
  RECORDING_BYTES_WAITING(
      Kind.GAUGE, "bytes that this node has captured and that wait on its disk for the store"),
  RECORDING_FRAMES(
      Kind.GAUGE, "pictures of senders that recordings hold now in memory outside of Java"),
  RECORDING_PICTURES_LEFT_OUT(
      Kind.COUNTER, "pictures that a recording lacks because this node was too slow"),
  RELAY_REFUSED(Kind.COUNTER, "uploads and downloads that found no place for 10 s"),
  CLOCK_AHEAD_MILLISECONDS(
      Kind.GAUGE, "by how much this node's own clock is ahead of the time of Redis");

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
