package org.holdline.deploy.launcher.process;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Ends processes by their handles, together with what they started. */
public final class Processes {
  private Processes() {}

  /** Asks first, and forces it when the limit is over. Returns when the process is gone. */
  public static void stop(ProcessHandle process, Duration limit) {
    process.destroy();
    if (!isGoneWithin(process, limit)) {
      kill(process);
    }
  }

  /** Ends the process and its descendants at once, as a power cut would. */
  public static void kill(ProcessHandle process) {
    var descendants = process.descendants().toList();
    process.destroyForcibly();
    descendants.forEach(ProcessHandle::destroyForcibly);
    isGoneWithin(process, Duration.ofSeconds(10));
    descendants.forEach(descendant -> isGoneWithin(descendant, Duration.ofSeconds(10)));
  }

  private static boolean isGoneWithin(ProcessHandle process, Duration limit) {
    try {
      process.onExit().get(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException late) {
      return false;
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException impossible) {
      throw new IllegalStateException(impossible);
    }
    return !process.isAlive();
  }
}
