package org.holdline.replay.control;

import java.util.List;
import java.util.Optional;

/**
 * The proof that nothing is missing. Each durable message names the one before it, so a run of them
 * is whole exactly when each names a message that the reader holds.
 */
final class Continuity {
  private Continuity() {}

  /**
   * What lies between the holes of a run, ends included.
   *
   * @param after what the reader holds
   * @param run ascending; signaling in it is passed over
   * @param durableTop the newest durable sequence there is
   */
  static Optional<MissingRange> hole(long after, List<LoggedMessage> run, long durableTop) {
    long held = after;
    long first = 0;
    long last = 0;
    for (var message : run) {
      if (!message.routing().durable()) {
        continue;
      }
      if (message.previous() > held) {
        first = first == 0 ? held + 1 : first;
        last = message.previous();
      }
      held = message.sequence();
    }
    if (durableTop > held) {
      first = first == 0 ? held + 1 : first;
      last = durableTop;
    }
    return first == 0 ? Optional.empty() : Optional.of(new MissingRange(first, last));
  }
}
