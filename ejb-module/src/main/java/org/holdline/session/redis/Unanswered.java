package org.holdline.session.redis;

import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.holdline.identity.entity.UserId;
import org.holdline.platform.control.LogEvent;
import org.holdline.problem.entity.UnavailableException;
import org.holdline.room.entity.RoomId;
import org.jspecify.annotations.Nullable;

/**
 * Steps that Redis did not answer, to be done again until it does. Each has the same effect however
 * often it runs, and none when something newer has happened. What does not fit in here is found by
 * the next renewal of its room. Thread-safe.
 */
final class Unanswered {
  private static final System.Logger LOG = System.getLogger(Unanswered.class.getName());
  private static final int MAX = 10_000;

  private final Queue<Step> steps = new ConcurrentLinkedQueue<>();
  private final AtomicInteger count = new AtomicInteger();

  /** With the token of the admission that is to be undone, if it is one. */
  private record Step(BooleanSupplier again, @Nullable Admission admission) {}

  private record Admission(RoomId room, UserId user, String token) {}

  /** Does a step; if it is not answered, it is done again by {@link #settle}. */
  boolean guard(BooleanSupplier step) {
    try {
      return step.getAsBoolean();
    } catch (UnavailableException e) {
      add(new Step(step, null));
      throw e;
    }
  }

  void addAdmission(RoomId room, UserId user, String token, BooleanSupplier undo) {
    add(new Step(undo, new Admission(room, user, token)));
  }

  private void add(Step step) {
    if (count.incrementAndGet() <= MAX) {
      steps.add(step);
    } else {
      count.decrementAndGet();
    }
  }

  /** The tokens with which this user was perhaps admitted. */
  List<String> admissions(RoomId room, UserId user) {
    return steps.stream()
        .map(Step::admission)
        .filter(each -> each != null && each.room().equals(room) && each.user().equals(user))
        .map(each -> each.token())
        .toList();
  }

  /**
   * Does again what waits, one after the other.
   *
   * @throws UnavailableException at the first that is not answered again
   */
  void settle() {
    for (var step = steps.peek(); step != null; step = steps.peek()) {
      doAgain(step);
      if (steps.remove(step)) {
        count.decrementAndGet();
      }
    }
  }

  private static void doAgain(Step step) {
    try {
      boolean changed = step.again().getAsBoolean();
      LOG.log(Level.DEBUG, LogEvent.of("unanswered step done").with("changed", changed));
    } catch (UnavailableException e) {
      throw e;
    } catch (RuntimeException e) {
      LOG.log(Level.ERROR, LogEvent.of("unanswered step refused").with("cause", e));
    }
  }
}
