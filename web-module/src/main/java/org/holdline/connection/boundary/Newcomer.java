package org.holdline.connection.boundary;

import java.time.Duration;
import org.holdline.message.control.PendingReason;

/** A connection whose participant wants to enter. While he waits, his silence is ours. */
record Newcomer(RoomConnection connection, Wish wish, Conversation conversation)
    implements EntranceQueue.Guest {
  static Newcomer of(RoomConnection connection, Wish wish, Conversation conversation) {
    connection.liveness().begin();
    return new Newcomer(connection, wish, conversation);
  }

  @Override
  public void enter() {
    try {
      connection.admit(wish);
    } finally {
      connection.liveness().done();
    }
  }

  @Override
  public void comeBack(Duration after) {
    connection.postpone(after);
  }

  /** A plain client just waits. */
  @Override
  public void pending(int position) {
    if (connection.isSdk()) {
      conversation.pending(connection, PendingReason.QUEUE, position);
    }
  }

  @Override
  public boolean isGone() {
    return !connection.isOpen();
  }
}
