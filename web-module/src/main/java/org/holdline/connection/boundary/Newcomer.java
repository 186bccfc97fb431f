package org.holdline.connection.boundary;

import java.time.Duration;

/** A connection whose participant wants to enter. While he waits, his silence is ours. */
record Newcomer(RoomConnection connection, Wish wish) implements EntranceQueue.Guest {
  static Newcomer of(RoomConnection connection, Wish wish) {
    connection.liveness().begin();
    return new Newcomer(connection, wish);
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

  @Override
  public boolean isGone() {
    return !connection.isOpen();
  }
}
