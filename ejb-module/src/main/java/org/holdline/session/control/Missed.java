package org.holdline.session.control;

import java.time.Duration;
import java.util.List;
import org.holdline.message.control.TruncationReason;
import org.holdline.replay.control.LogPosition;
import org.holdline.replay.control.LoggedMessage;
import org.holdline.replay.control.MissingRange;
import org.jspecify.annotations.Nullable;

/**
 * What a participant who was away gets when he asks for it.
 *
 * @param away how long; zero while a session of his is connected
 * @param from where he stood
 * @param upTo the messages are those of ({@code from}, {@code upTo}]
 * @param more whether there are others after {@code upTo}, to be asked for from there
 * @param cut null when nothing is missing
 */
public record Missed(
    Duration away,
    long from,
    LogPosition upTo,
    List<LoggedMessage> messages,
    boolean more,
    @Nullable Cut cut) {
  public Missed {
    messages = List.copyOf(messages);
  }

  /**
   * What cannot be given.
   *
   * @param missing null when the positions cannot be compared
   * @param snapshot from which to start again
   */
  public record Cut(
      TruncationReason reason, @Nullable MissingRange missing, RoomSnapshot snapshot) {}
}
