package org.holdline.health.control;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.holdline.health.control.HealthReport.State;
import org.holdline.platform.control.Background;
import org.holdline.platform.control.HealthComponent;
import org.holdline.platform.control.LogEvent;
import org.jspecify.annotations.Nullable;

/**
 * Asks one component how it is; while a question is unanswered its answer is that of all who ask.
 */
final class HealthProbe {
  private static final System.Logger LOG = System.getLogger(HealthProbe.class.getName());

  /** So long its first answer may take, and nobody is alarmed. */
  private static final Duration START_MAX = Duration.ofSeconds(30);

  private final HealthComponent component;
  private final AtomicReference<@Nullable CompletableFuture<Long>> asked = new AtomicReference<>();
  private final AtomicBoolean known = new AtomicBoolean(true);
  private final long madeNanos = System.nanoTime();
  private volatile boolean hasAnswered;

  HealthProbe(HealthComponent component) {
    this.component = component;
  }

  /** A question on its way. */
  record Look(HealthProbe probe, long startedNanos, CompletableFuture<Long> answeredNanos) {
    State await(long deadlineNanos) {
      try {
        long left = Math.max(0, deadlineNanos - System.nanoTime());
        return state(true, answeredNanos.get(left, TimeUnit.NANOSECONDS), "answered");
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return state(false, System.nanoTime(), "interrupted");
      } catch (ExecutionException e) {
        return state(false, System.nanoTime(), String.valueOf(e.getCause()));
      } catch (TimeoutException e) {
        return probe.isStarting()
            ? seen(false, System.nanoTime())
            : state(false, System.nanoTime(), "no answer in time");
      }
    }

    private State state(boolean isUp, long endNanos, String cause) {
      probe.changed(isUp, cause);
      return seen(isUp, endNanos);
    }

    private State seen(boolean isUp, long endNanos) {
      var component = probe.component;
      long millis = TimeUnit.NANOSECONDS.toMillis(endNanos - startedNanos);
      return new State(component.name(), component.isVital(), isUp, millis);
    }
  }

  Look start(Background background) {
    long started = System.nanoTime();
    var fresh = new CompletableFuture<Long>();
    var pending = asked.compareAndExchange(null, fresh);
    if (pending == null) {
      askSoon(background, fresh);
    }
    return new Look(this, started, pending == null ? fresh : pending);
  }

  private void askSoon(Background background, CompletableFuture<Long> answer) {
    try {
      background.execute(() -> ask(answer));
    } catch (RejectedExecutionException e) {
      asked.set(null);
      answer.completeExceptionally(e);
    }
  }

  private boolean isStarting() {
    return !hasAnswered && System.nanoTime() - madeNanos < START_MAX.toNanos();
  }

  /** Free for the next question before this one's answer is seen. */
  private void ask(CompletableFuture<Long> answer) {
    try {
      component.check();
      hasAnswered = true;
      asked.set(null);
      answer.complete(System.nanoTime());
    } catch (Exception | LinkageError e) {
      hasAnswered = true;
      asked.set(null);
      answer.completeExceptionally(e);
    }
  }

  /** Said once, not at every question. */
  private void changed(boolean isUp, String cause) {
    if (known.compareAndSet(!isUp, isUp) && !component.isDownOnPurpose()) {
      LOG.log(
          isUp ? Level.INFO : Level.WARNING,
          LogEvent.of(isUp ? "component up" : "component down")
              .with("component", component.name())
              .with("cause", cause));
    }
  }
}
