package org.holdline.replay.control;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import org.holdline.platform.control.LogEvent;
import org.holdline.problem.entity.UnavailableException;
import org.holdline.room.entity.RoomId;

/**
 * Copies durable messages from the log to the history, in batches, behind the room's back. Messages
 * that it could not take (its queue is bounded, the database may be away, another node may have
 * died) are found by the persisted mark in the log and read from the buffer. Thread-safe.
 */
public final class WriteBehind {
  private static final System.Logger LOG = System.getLogger(WriteBehind.class.getName());
  private static final int QUEUE_MAX = 10_000;
  private static final int PAGE = 500;

  /** A transaction each, and a write of the log's mark: a burst takes few. */
  private static final int BATCH_MAX = 2_000;

  private static final int BATCH_CHARACTERS_MAX = 4_000_000;
  private static final int REST_TURNS = 10;

  /** So many new messages in one pause are a burst, and so many pauses it may last. */
  private static final int BURST = 500;

  private static final int BURST_TURNS = 5;

  /** How often the queue is written. */
  public static final Duration PAUSE = Duration.ofMillis(200);

  private final RoomLog log;
  private final History history;
  private final BlockingQueue<RoomMessage> queue = new ArrayBlockingQueue<>(QUEUE_MAX);
  private final Set<RoomId> incomplete = ConcurrentHashMap.newKeySet();
  private final List<RoomMessage> batch = new ArrayList<>();
  private volatile boolean writing;
  private int resting;
  private int seen;
  private int putOff;

  public WriteBehind(RoomLog log, History history) {
    this.log = log;
    this.history = history;
  }

  /** Never blocks. What nodes say for themselves is not history. */
  public void take(RoomMessage message) {
    if (!message.room().isOfNode() && !queue.offer(message)) {
      incomplete.add(message.room());
    }
  }

  /** Something of this room may be missing in the history. */
  public void check(RoomId room) {
    if (!room.isOfNode()) {
      incomplete.add(room);
    }
  }

  /** How many messages are in the queue. */
  public int waiting() {
    return queue.size();
  }

  /** Of how many rooms something may be missing in the history. */
  public int behind() {
    return incomplete.size();
  }

  /**
   * The timer's call: a flush, but after one that failed some turns of rest, and after a burst: the
   * people in the room come first, and what they say is safe in the log.
   */
  public void turn() {
    if (resting > 0) {
      resting--;
    } else if (isBurst()) {
      putOff++;
    } else {
      putOff = 0;
      resting = flush() ? 0 : REST_TURNS;
    }
  }

  private boolean isBurst() {
    int waiting = queue.size();
    boolean grows = waiting - seen >= BURST;
    seen = waiting;
    return grows && putOff < BURST_TURNS && waiting < QUEUE_MAX / 2;
  }

  /**
   * Writes what has come so far; called by one thread at a time.
   *
   * @return false when Redis or the database is away; nothing is lost, the next flush goes on
   */
  public boolean flush() {
    writing = true;
    try {
      for (int rounds = 1 + queue.size() / BATCH_MAX; rounds > 0 && fill(); rounds--) {
        markRuns(write(List.copyOf(batch)));
        batch.clear();
      }
      for (var room : List.copyOf(incomplete)) {
        complete(room);
      }
      seen = queue.size();
      writing = false;
      return true;
    } catch (UnavailableException e) {
      LOG.log(Level.WARNING, LogEvent.of("history not written").with("code", e.code()));
      return false;
    }
  }

  /** Whether all that has come is written. */
  public boolean isSettled() {
    return queue.isEmpty() && incomplete.isEmpty() && !writing;
  }

  /** Answers those that are written. */
  private List<RoomMessage> write(List<RoomMessage> messages) {
    try {
      history.append(messages);
      return messages;
    } catch (UnavailableException e) {
      throw e;
    } catch (RuntimeException e) {
      LOG.log(Level.WARNING, LogEvent.of("batch refused").with("messages", messages.size()));
      return messages.stream().filter(this::isWritten).toList();
    }
  }

  /** One message that the database will never take must not keep back all others. */
  private boolean isWritten(RoomMessage each) {
    try {
      history.append(List.of(each));
      return true;
    } catch (UnavailableException e) {
      throw e;
    } catch (RuntimeException e) {
      LOG.log(
          Level.ERROR,
          LogEvent.of("message refused by the history")
              .with("room", each.room())
              .with("sequence", each.message().sequence())
              .with("cause", e.getClass().getSimpleName()));
      return false;
    }
  }

  /** A batch that failed before is written again. */
  private boolean fill() {
    int characters = batch.stream().mapToInt(each -> each.message().body().length()).sum();
    for (var next = queue.peek();
        next != null && batch.size() < BATCH_MAX && characters < BATCH_CHARACTERS_MAX;
        next = queue.peek()) {
      batch.add(queue.remove());
      characters += next.message().body().length();
    }
    return !batch.isEmpty();
  }

  private void markRuns(List<RoomMessage> written) {
    Map<RoomId, List<LoggedMessage>> byRoom = new LinkedHashMap<>();
    for (var each : written) {
      byRoom.computeIfAbsent(each.room(), room -> new ArrayList<>()).add(each.message());
    }
    byRoom.forEach(this::mark);
  }

  private void mark(RoomId room, List<LoggedMessage> run) {
    var last = run.getFirst();
    long after = last.previous();
    for (var next : run.subList(1, run.size())) {
      if (next.previous() != last.sequence()
          || !next.position().epoch().equals(last.position().epoch())) {
        log.markPersisted(room, after, last.position());
        after = next.previous();
      }
      last = next;
    }
    if (log.markPersisted(room, after, last.position()) < last.sequence()) {
      incomplete.add(room);
    }
  }

  private void complete(RoomId room) {
    long after = 0;
    boolean more = true;
    while (more) {
      var page = log.read(room, after, List.of(), PAGE);
      page.ifPresent(found -> store(room, found));
      after = page.map(LogPage::readTo).orElse(0L);
      more = page.isPresent() && !page.get().isLast();
    }
    incomplete.remove(room);
  }

  private void store(RoomId room, LogPage page) {
    var found = page.messages().stream().map(each -> new RoomMessage(room, each)).toList();
    if (!found.isEmpty()) {
      write(found);
      bridge(room, found);
    }
  }

  /** What the buffer no longer has cannot be written any more: the mark moves over it. */
  private void bridge(RoomId room, List<RoomMessage> found) {
    var last = found.getLast().message();
    log.markPersisted(room, 0, last.position());
  }
}
