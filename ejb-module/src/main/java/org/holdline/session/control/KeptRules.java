package org.holdline.session.control;

import java.util.List;
import java.util.function.Supplier;
import org.holdline.platform.control.BatchWriter;
import org.holdline.problem.entity.DatabaseGate;
import org.holdline.replay.control.Appended;
import org.holdline.room.control.RoomLedger;
import org.holdline.room.control.RoomNow;
import org.holdline.room.control.RulesChange;
import org.holdline.room.control.RulesVersion;
import org.holdline.room.entity.RoomId;

/**
 * Rules of which the registered rooms keep what is to last beyond the meeting, written behind. What
 * is written is what holds then, so that two changes may be written in any order. Thread-safe.
 */
public final class KeptRules implements RulesStore {
  private final RulesStore rules;
  private final BatchWriter<RoomId> writer;

  public KeptRules(RulesStore rules, RoomLedger ledger) {
    this.rules = rules;
    this.writer =
        new BatchWriter<>("rules of rooms", rooms -> keep(rules, ledger, rooms), () -> {});
  }

  private static void keep(RulesStore rules, RoomLedger ledger, List<RoomId> rooms) {
    for (var room : rooms.stream().distinct().toList()) {
      Supplier<RoomNow> now = () -> rules.read(room);
      DatabaseGate.commit(() -> ledger.keep(room, now));
    }
  }

  /** The timer's call. */
  public void turn() {
    writer.turn();
  }

  @Override
  public RoomNow read(RoomId room) {
    return rules.read(room);
  }

  @Override
  public boolean isCurrent(RoomId room, RulesVersion version) {
    return rules.isCurrent(room, version);
  }

  /** When there is no place to note it, the room keeps it with its next change. */
  @Override
  public Changed change(RoomId room, RulesChange change) {
    var changed = rules.change(room, change);
    var before = changed.before().rules();
    var after = changed.after().rules();
    if (!before.settings().equals(after.settings()) || !before.roles().equals(after.roles())) {
      writer.offer(room);
    }
    return changed;
  }

  @Override
  public Appended change(Asked asked, RulesChange change) {
    return rules.change(asked, change);
  }
}
