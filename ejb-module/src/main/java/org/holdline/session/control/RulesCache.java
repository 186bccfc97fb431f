package org.holdline.session.control;

import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.holdline.room.control.RoomNow;
import org.holdline.room.control.RoomRules;
import org.holdline.room.control.RulesChangedException;
import org.holdline.room.control.RulesVersion;
import org.holdline.room.entity.RoomId;

/** The rules of the rooms that this node serves, as it has seen them last. Thread-safe. */
public final class RulesCache {
  private final RulesStore store;
  private final Map<RoomId, Known> seen = new ConcurrentHashMap<>();

  /** Rules that were in force once. */
  public record Known(RulesVersion version, RoomRules rules) {}

  public RulesCache(RulesStore store) {
    this.store = store;
  }

  /**
   * Does something by rules that hold while it is done: first by those seen last, and if those no
   * longer hold as {@link RulesStore#whileTheyHold}.
   */
  public <T> T whileTheyHold(RoomId room, Function<Known, T> deed) {
    var known = seen.get(room);
    if (known != null) {
      try {
        return deed.apply(known);
      } catch (RulesChangedException changed) {
        seen.remove(room, known);
      }
    }
    return store.whileTheyHold(room, now -> deed.apply(note(room, now)));
  }

  /**
   * What is refused is refused by rules that hold.
   *
   * @throws RulesChangedException when those do not
   */
  public void requireCurrent(RoomId room, Known known) {
    if (!store.isCurrent(room, known.version())) {
      throw new RulesChangedException();
    }
  }

  private Known note(RoomId room, RoomNow now) {
    var known = new Known(now.version(), now.rules());
    seen.put(room, known);
    return known;
  }

  /** Seen with something else. */
  public void note(RoomId room, RoomSnapshot snapshot) {
    seen.put(room, new Known(snapshot.version(), snapshot.rules()));
  }

  /** Forgets what this node has no longer to do with. */
  public void keepOnly(Collection<RoomId> served) {
    seen.keySet().retainAll(served);
  }
}
