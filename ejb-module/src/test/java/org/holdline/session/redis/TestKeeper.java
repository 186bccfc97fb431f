package org.holdline.session.redis;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.holdline.platform.control.InMemoryMeters;
import org.holdline.room.entity.RoomId;
import org.holdline.session.control.Admission.Admitted;
import org.holdline.session.control.Attachment;
import org.holdline.session.control.Holding;
import org.holdline.session.control.SessionKeeper;
import org.holdline.session.control.Sessions;

/** A node's keeper and what it holds, moved on by hand. */
final class TestKeeper implements SessionKeeper.Held {
  private final Map<Attachment, Holding> held = new HashMap<>();
  private final List<Attachment> lost = new ArrayList<>();
  private final List<RoomId> swept = new ArrayList<>();
  private final Map<RoomId, Long> tops = new HashMap<>();
  private final SessionKeeper keeper;

  TestKeeper(Sessions sessions, Duration lease) {
    keeper =
        new SessionKeeper(
            sessions,
            lease,
            lease.multipliedBy(3),
            (room, top) -> tops.put(room, top.sequence()),
            swept::add,
            new InMemoryMeters());
  }

  synchronized void hold(Admitted in) {
    var position = in.snapshot().position();
    held.put(in.attachment(), new Holding(in.attachment(), () -> position));
  }

  /** The connection is gone; false when it had been lost before. */
  synchronized boolean drop(Attachment attachment) {
    return held.remove(attachment) != null;
  }

  synchronized boolean holds(Attachment attachment) {
    return held.containsKey(attachment);
  }

  @Override
  public synchronized Map<RoomId, List<Holding>> in(Predicate<RoomId> rooms) {
    var all = new HashMap<RoomId, List<Holding>>();
    for (var each : held.values()) {
      var room = each.attachment().key().room();
      if (rooms.test(room)) {
        all.computeIfAbsent(room, id -> new ArrayList<>()).add(each);
      }
    }
    return all;
  }

  @Override
  public synchronized void lost(Attachment attachment) {
    if (drop(attachment)) {
      lost.add(attachment);
    }
  }

  void vouch() {
    keeper.vouch();
  }

  /** All turns, so that every room is looked at. */
  void renew() {
    for (int i = 0; i < SessionKeeper.TURNS * SessionKeeper.LOOKS; i++) {
      keeper.renew(this);
    }
  }

  void sweep() {
    keeper.sweep();
  }

  Collection<Attachment> lost() {
    return List.copyOf(lost);
  }

  List<RoomId> swept() {
    return List.copyOf(swept);
  }

  Map<RoomId, Long> tops() {
    return Map.copyOf(tops);
  }
}
