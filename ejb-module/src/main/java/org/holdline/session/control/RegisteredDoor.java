package org.holdline.session.control;

import java.time.Clock;
import org.holdline.problem.entity.DatabaseGate;
import org.holdline.room.control.BreakoutName;
import org.holdline.room.control.Gatekeeper;
import org.holdline.room.control.RoomLedger;
import org.holdline.room.control.RoomNow;
import org.holdline.room.control.Verdict;

/** Judges by what is registered of the room in this moment. */
public final class RegisteredDoor implements DoorJudge {
  private final RoomLedger ledger;
  private final Gatekeeper gatekeeper;
  private final Gatekeeper ofUnregistrable;
  private final Clock clock;

  /**
   * @param ofUnregistrable of rooms that nobody can register: into a breakout room its main room
   *     has let people go
   */
  public RegisteredDoor(
      RoomLedger ledger, Gatekeeper gatekeeper, Gatekeeper ofUnregistrable, Clock clock) {
    this.ledger = ledger;
    this.gatekeeper = gatekeeper;
    this.ofUnregistrable = ofUnregistrable;
    this.clock = clock;
  }

  @Override
  public Verdict judge(Arrival arrival, RoomNow now) {
    var knock = new Gatekeeper.Knock(arrival.user(), arrival.role(), clock.instant());
    if (BreakoutName.mainOf(arrival.room()) != null) {
      return ofUnregistrable.judge(knock, now, null);
    }
    var registered =
        DatabaseGate.commit(() -> ledger.find(arrival.room(), arrival.user())).orElse(null);
    var judge = arrival.room().isOfNode() ? ofUnregistrable : gatekeeper;
    return judge.judge(knock, now, registered);
  }
}
