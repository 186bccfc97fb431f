package org.holdline.session.redis;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.holdline.problem.entity.UnavailableException;
import org.holdline.room.entity.RoomId;
import org.jspecify.annotations.Nullable;

/**
 * The lease under which this node holds its sessions. One command keeps it, however many they are;
 * when it has been given up another begins, and what is held has to be renewed under that. It is
 * listed with each room before the first session there begins. Thread-safe.
 */
final class NodeLease {
  private final RoomIndex index;
  private final Duration length;
  private final Map<RoomId, Listing> listed = new ConcurrentHashMap<>();
  private volatile String name = ResumeToken.randomName();

  /** How many are just entering a room, and when the last of them came. */
  private record Listing(int entering, long cameAt) {}

  /** The lease as of one moment, and how long each lease still has, in milliseconds. */
  record Held(String lease, Map<String, Long> left) {}

  NodeLease(RoomIndex index, Duration length) {
    this.index = index;
    this.length = length;
  }

  /** False when another lease had to begin. */
  synchronized boolean vouch() {
    if (index.vouch(name, length)) {
      return true;
    }
    name = ResumeToken.randomName();
    index.begin(name, length);
    return false;
  }

  String name() {
    return name;
  }

  /** Somebody is about to enter; {@link #entered} follows, whatever comes of it. */
  Held enter(RoomId room) {
    listed.merge(room, new Listing(1, System.nanoTime()), NodeLease::both);
    return hold(List.of(room), length.multipliedBy(2));
  }

  private static Listing both(Listing before, Listing now) {
    return new Listing(before.entering() + now.entering(), now.cameAt());
  }

  void entered(RoomId room) {
    listed.merge(room, new Listing(-1, System.nanoTime()), NodeLease::both);
  }

  /** Lists rooms whose sessions are held under this lease. */
  Held hold(Collection<RoomId> rooms) {
    rooms.forEach(room -> listed.putIfAbsent(room, new Listing(0, System.nanoTime())));
    return hold(rooms, null);
  }

  private Held hold(Collection<RoomId> rooms, @Nullable Duration lookAfter) {
    for (int tries = 0; tries < 3; tries++) {
      var lease = name;
      var left = index.hold(lease, rooms, lookAfter);
      if (left.isPresent()) {
        return new Held(lease, left.get());
      }
      vouch();
    }
    throw new UnavailableException("redis_unavailable", "The message store keeps no lease");
  }

  /** The rooms among these that are listed, and which nobody has entered for some time. */
  List<RoomId> idle(Predicate<RoomId> among) {
    var before = System.nanoTime() - 2 * length.toNanos();
    return listed.entrySet().stream()
        .filter(each -> each.getValue().entering() == 0 && each.getValue().cameAt() - before < 0)
        .map(Map.Entry::getKey)
        .filter(among)
        .toList();
  }

  /** Whoever enters meanwhile lists his room again. */
  void release(RoomId room) {
    var listing = listed.get(room);
    if (listing != null && listing.entering() == 0 && listed.remove(room, listing)) {
      index.release(name, room);
      if (listed.containsKey(room)) {
        hold(List.of(room));
      }
    }
  }
}
