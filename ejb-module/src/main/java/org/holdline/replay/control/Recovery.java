package org.holdline.replay.control;

import java.util.List;
import org.holdline.message.control.TruncationReason;
import org.jspecify.annotations.Nullable;

/** What a returning session gets. Its live delivery goes on after {@code upTo}. */
public sealed interface Recovery {
  LogPosition upTo();

  /** What the reader is entitled to and has missed, ascending. */
  List<LoggedMessage> missed();

  /** Nothing is missing between the asked position and {@code upTo}. */
  record Complete(LogPosition upTo, List<LoggedMessage> missed) implements Recovery {
    public Complete {
      missed = List.copyOf(missed);
    }
  }

  /**
   * Something cannot be replayed; the reader starts again from a snapshot.
   *
   * @param missing null when the asked position and the log cannot be compared
   * @param missed what there is still
   */
  record Truncated(
      LogPosition upTo,
      List<LoggedMessage> missed,
      TruncationReason reason,
      @Nullable MissingRange missing)
      implements Recovery {
    public Truncated {
      missed = List.copyOf(missed);
    }
  }
}
