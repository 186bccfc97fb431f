package org.holdline.session.control;

import java.time.Duration;
import java.util.Objects;
import java.util.function.Supplier;
import org.holdline.replay.control.LogPosition;
import org.holdline.session.control.Sessions.Hold;
import org.jspecify.annotations.Nullable;

/** A session that this node holds, and how much of it Redis has been told. Thread-safe. */
public final class Holding {
  private final Attachment attachment;
  private final Supplier<LogPosition> cursor;
  private volatile Noted noted;

  private record Noted(long at, @Nullable LogPosition cursor) {}

  /** Has just been admitted, and stood here then. */
  public Holding(Attachment attachment, Supplier<LogPosition> cursor) {
    this.attachment = attachment;
    this.cursor = cursor;
    this.noted = new Noted(System.nanoTime(), null);
  }

  public Attachment attachment() {
    return attachment;
  }

  Hold hold() {
    return new Hold(attachment, cursor.get());
  }

  /**
   * Whether Redis has to hear of it.
   *
   * @param since what was said before does not count
   */
  boolean isStale(long since, Duration ageMax) {
    var known = noted;
    return known.at() - since < 0
        || System.nanoTime() - known.at() > ageMax.toNanos()
        || !Objects.equals(known.cursor(), cursor.get());
  }

  void note(long at, @Nullable LogPosition position) {
    noted = new Noted(at, position);
  }
}
