package org.holdline.admin.control;

import static org.holdline.problem.entity.DatabaseGate.commit;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.util.List;
import org.holdline.platform.control.Timestamps;
import org.holdline.room.entity.RoomId;
import org.holdline.session.control.RecoveryLedger;
import org.holdline.session.entity.RecoveryRecord;
import org.jspecify.annotations.Nullable;

/** Shows the evidence of resumes. */
@Dependent
public class RecoveriesDesk implements RecoveriesMXBean {
  private final RecoveryLedger ledger;

  @Inject
  public RecoveriesDesk(RecoveryLedger ledger) {
    this.ledger = ledger;
  }

  @Override
  public List<RecoveryLine> newest(int limit) {
    return lines(null, limit);
  }

  @Override
  public List<RecoveryLine> ofRoom(String room, int limit) {
    return Plainly.say(() -> lines(RoomId.of(room), limit));
  }

  private List<RecoveryLine> lines(@Nullable RoomId room, int limit) {
    if (limit < 1 || limit > RecoveryLedger.LIMIT_MAX) {
      throw new IllegalArgumentException("the limit is 1 to " + RecoveryLedger.LIMIT_MAX);
    }
    return Plainly.say(() -> commit(() -> ledger.newest(room, limit))).stream()
        .map(RecoveriesDesk::line)
        .toList();
  }

  private static RecoveryLine line(RecoveryRecord done) {
    var facts = done.facts();
    return new RecoveryLine(
        Timestamps.text(facts.resumedAt()),
        facts.roomId(),
        facts.userId(),
        done.key().sessionId(),
        facts.cause(),
        facts.awayMillis(),
        facts.replayed(),
        facts.outcome(),
        facts.tookMillis(),
        facts.node());
  }
}
