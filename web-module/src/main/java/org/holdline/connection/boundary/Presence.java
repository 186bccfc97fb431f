package org.holdline.connection.boundary;

import java.util.concurrent.atomic.AtomicBoolean;
import org.holdline.message.control.ConnectionQuality;
import org.holdline.replay.control.Epoch;
import org.holdline.replay.control.Feed;
import org.holdline.replay.control.LogPosition;
import org.holdline.replay.control.RoomTail;
import org.holdline.room.control.QualityAdvisor;
import org.holdline.session.control.Attachment;
import org.holdline.session.control.Holding;
import org.holdline.signaling.control.Speaker;
import org.holdline.text.Words;
import org.jspecify.annotations.Nullable;

/** What a connection has once its participant is in the room. Thread-safe. */
final class Presence {
  private final RoomTail tail;
  private final Feed feed;
  private final Epoch epoch;
  private final boolean acknowledges;
  private final AtomicBoolean parted = new AtomicBoolean();
  private final Holding holding;
  private volatile Speaker speaker;
  private volatile @Nullable LogPosition acknowledged;
  private final QualityAdvisor advisor = new QualityAdvisor();
  private @Nullable ConnectionQuality shown;

  /**
   * Begins where its feed starts.
   *
   * @param acknowledges whether its client says what it has received; otherwise what it was sent
   *     counts
   */
  Presence(Speaker speaker, RoomTail tail, Feed feed, LogPosition start, boolean acknowledges) {
    this.speaker = speaker;
    this.tail = tail;
    this.feed = feed;
    this.epoch = start.epoch();
    this.acknowledges = acknowledges;
    this.acknowledged = acknowledges ? start : null;
    this.holding = new Holding(speaker.attachment(), this::cursor);
  }

  Speaker speaker() {
    return speaker;
  }

  Attachment attachment() {
    return speaker.attachment();
  }

  /** He goes by another name. */
  void rename(String username) {
    speaker = speaker.named(username);
  }

  QualityAdvisor advisor() {
    return advisor;
  }

  /** Whether the room was shown another one by this connection; asked by its reader alone. */
  boolean isNewQuality(ConnectionQuality quality) {
    return quality != shown;
  }

  void shown(ConnectionQuality quality) {
    shown = quality;
  }

  LogPosition served() {
    return new LogPosition(epoch, tail.served(feed));
  }

  /** What an ack was worth. */
  enum Acknowledged {
    TAKEN,
    /** Of another life of the log. */
    EPOCH,
    /** Beyond what was sent. */
    FUTURE;

    String label() {
      return Words.of(this);
    }
  }

  /** Cumulative; one from another epoch or beyond what was sent means nothing. */
  Acknowledged acknowledge(String ofEpoch, long sequence) {
    if (!ofEpoch.equals(epoch.value())) {
      return Acknowledged.EPOCH;
    }
    if (sequence > tail.served(feed)) {
      return Acknowledged.FUTURE;
    }
    var before = acknowledged;
    if (before == null || sequence > before.sequence()) {
      acknowledged = new LogPosition(epoch, sequence);
    }
    return Acknowledged.TAKEN;
  }

  /** From where the session would go on. */
  LogPosition cursor() {
    var known = acknowledged;
    return acknowledges && known != null ? known : served();
  }

  Holding holding() {
    return holding;
  }

  /** True for the first who sees that the connection is gone. */
  boolean part() {
    return parted.compareAndSet(false, true);
  }

  void follow() {
    tail.follow(feed);
  }

  void unfollow() {
    tail.unfollow(feed);
  }
}
