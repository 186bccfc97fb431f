package org.holdline.message.control;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.holdline.identity.entity.UserId;
import org.jspecify.annotations.Nullable;

/**
 * The breakout rooms of a room, and who of it belongs in which.
 *
 * @param rooms in the order in which they were made
 * @param assigned by user; nobody is in two
 */
public record Breakouts(List<Breakout> rooms, Map<UserId, String> assigned) {
  public static final Breakouts NONE = new Breakouts(List.of(), Map.of());

  public Breakouts {
    rooms = List.copyOf(rooms);
    assigned = Map.copyOf(assigned);
  }

  public Optional<Breakout> find(String id) {
    return rooms.stream().filter(each -> each.id().equals(id)).findFirst();
  }

  /** Null for somebody who belongs in none. */
  public @Nullable String of(UserId user) {
    return assigned.get(user);
  }

  public List<UserId> in(String id) {
    return assigned.entrySet().stream()
        .filter(entry -> entry.getValue().equals(id))
        .map(Map.Entry::getKey)
        .sorted(Comparator.comparing(UserId::value))
        .toList();
  }

  public boolean isFull(Breakout breakout) {
    var max = breakout.participantsMax();
    return max != null && in(breakout.id()).size() >= max;
  }

  /** One more. */
  public Breakouts with(Breakout made) {
    var more = new ArrayList<>(rooms);
    more.add(made);
    return new Breakouts(more, assigned);
  }

  /** Somebody belongs there now. */
  public Breakouts with(UserId user, String id) {
    var changed = new HashMap<>(assigned);
    changed.put(user, id);
    return new Breakouts(rooms, changed);
  }

  public Breakouts without(UserId user) {
    return only(each -> !each.equals(user));
  }

  /**
   * Nobody belongs in it any more; it is gone, unless those in it may stay and have not been asked
   * to go twice.
   */
  public Breakouts close(Breakout breakout) {
    var left = new ArrayList<Breakout>();
    for (var each : rooms) {
      if (!each.equals(breakout)) {
        left.add(each);
      } else if (each.open() && !each.autoMoveBack()) {
        left.add(each.closed());
      }
    }
    var others = new HashMap<>(assigned);
    others.values().removeIf(breakout.id()::equals);
    return new Breakouts(left, others);
  }

  /** Of those who fulfil this. */
  public Breakouts only(Predicate<UserId> who) {
    var some = new HashMap<>(assigned);
    some.keySet().removeIf(who.negate());
    return new Breakouts(rooms, some);
  }

  /** When the next of them ends by itself; null when none does. */
  public @Nullable Instant nextEnd() {
    Instant next = null;
    for (var each : rooms) {
      var end = each.endsAt();
      if (end != null && (next == null || end.isBefore(next))) {
        next = end;
      }
    }
    return next;
  }
}
