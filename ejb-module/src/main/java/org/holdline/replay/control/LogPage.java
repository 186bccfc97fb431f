package org.holdline.replay.control;

import java.util.List;
import java.util.Optional;

/**
 * A stretch of a room's log.
 *
 * @param messages ascending, each once
 * @param readTo everything that the log still has up to here is in {@code messages}
 * @param top the newest sequence given, to whatever class of message
 * @param durableTop the newest durable sequence given, whether or not the buffer still holds it
 */
public record LogPage(
    Epoch epoch, List<LoggedMessage> messages, long readTo, long top, long durableTop) {
  public LogPage {
    messages = List.copyOf(messages);
  }

  public boolean isLast() {
    return readTo >= top;
  }

  /** What the log has dropped between the place this page was read from and its end. */
  Optional<MissingRange> holeAfter(long after) {
    return Continuity.hole(after, messages, durableReach());
  }

  /** The newest durable sequence up to here: a page that is not the last ends with it. */
  long durableReach() {
    return isLast() ? durableTop : readTo;
  }
}
