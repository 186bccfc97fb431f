package org.holdline.replay.control;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.holdline.problem.entity.UnavailableException;
import org.holdline.room.entity.RoomId;

/** The history in memory; can be taken away. Thread-safe. */
public final class InMemoryHistory implements History {
  private record Life(RoomId room, Epoch epoch) {}

  private final Map<Life, TreeMap<Long, LoggedMessage>> kept = new HashMap<>();
  private final Set<Long> refused = new HashSet<>();
  private boolean away;
  private int batches;

  public synchronized void setAway(boolean now) {
    away = now;
  }

  /** A message that it never takes, in whatever batch it comes. */
  public synchronized void refuse(long sequence) {
    refused.add(sequence);
  }

  @Override
  public synchronized void append(List<RoomMessage> messages) {
    reach();
    if (messages.stream().anyMatch(each -> refused.contains(each.message().sequence()))) {
      throw new IllegalStateException("refused");
    }
    batches++;
    for (var each : messages) {
      var message = each.message();
      kept.computeIfAbsent(
              new Life(each.room(), message.position().epoch()), life -> new TreeMap<>())
          .putIfAbsent(message.sequence(), message);
    }
  }

  @Override
  public synchronized List<LoggedMessage> range(
      RoomId room, Epoch epoch, long after, long upTo, int most) {
    reach();
    var all = kept.getOrDefault(new Life(room, epoch), new TreeMap<>());
    return new ArrayList<>(all.subMap(after, false, Math.max(after, upTo), true).values())
        .stream().limit(most).toList();
  }

  @Override
  public synchronized List<LoggedMessage> about(RoomId room, String messageId) {
    if (away) {
      throw new UnavailableException("database_unavailable", "away");
    }
    var field = "\"message_id\":\"" + messageId + "\"";
    return kept.entrySet().stream()
        .filter(each -> each.getKey().room().equals(room))
        .flatMap(each -> each.getValue().values().stream())
        .filter(message -> message.body().contains(field))
        .toList();
  }

  @Override
  public synchronized void forgetBefore(Instant instant) {
    kept.values().forEach(all -> all.values().removeIf(each -> each.at().isBefore(instant)));
  }

  /** What is kept of a room, whatever the epoch. */
  public synchronized List<Long> sequences(RoomId room) {
    return kept.entrySet().stream()
        .filter(each -> each.getKey().room().equals(room))
        .flatMap(each -> each.getValue().keySet().stream())
        .toList();
  }

  public synchronized void forget(RoomId room, long sequence) {
    kept.forEach((life, all) -> {
      if (life.room().equals(room)) {
        all.remove(sequence);
      }
    });
  }

  public synchronized int batches() {
    return batches;
  }

  private void reach() {
    if (away) {
      throw new UnavailableException("database_unavailable", "The history is out of reach");
    }
  }
}
