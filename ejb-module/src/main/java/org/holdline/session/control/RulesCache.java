package org.holdline.session.control;

import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.holdline.room.control.RoomRules;
import org.holdline.room.control.RulesVersion;
import org.holdline.room.entity.RoomId;

/**
 * The rules of the rooms that this node serves, as it has seen them last. What is done by them says
 * by which version, and is refused where that is not the present one. Thread-safe.
 */
public final class RulesCache {
  private final RulesStore store;
  private final Map<RoomId, Known> seen = new ConcurrentHashMap<>();

  /** Rules that were in force once. */
  public record Known(RulesVersion version, RoomRules rules) {}

  public RulesCache(RulesStore store) {
    this.store = store;
  }

  /** As seen last. */
  public Known of(RoomId room) {
    var known = seen.get(room);
    return known == null || known.version().equals(RulesVersion.NONE) ? reread(room) : known;
  }

  /** As they are now. */
  public Known current(RoomId room) {
    var known = of(room);
    return store.isCurrent(room, known.version()) ? known : reread(room);
  }

  /** Those seen last are no longer in force. */
  public Known reread(RoomId room) {
    var now = store.read(room);
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
