package org.holdline.deploy.launcher.process;

import java.time.Duration;

/** Waits for a part to be ready: not longer than a limit, and not for a dead one. */
public final class Waiting {
  private static final Duration PAUSE = Duration.ofMillis(100);

  private Waiting() {}

  /** Asks whether the part is ready; an exception counts as no. */
  @FunctionalInterface
  public interface Check {
    boolean isReady() throws Exception;
  }

  /** Returns when the part is ready; otherwise says why it is not, and where its log is. */
  public static void forPart(ChildProcess part, Duration limit, Check check)
      throws InterruptedException {
    var end = System.nanoTime() + limit.toNanos();
    while (!answers(check)) {
      if (!part.isAlive()) {
        throw new StartException(part.name() + " stopped while starting. Its log: " + part.log());
      }
      if (System.nanoTime() > end) {
        throw new StartException(
            "%s was not ready within %d s. Its log: %s"
                .formatted(part.name(), limit.toSeconds(), part.log()));
      }
      Thread.sleep(PAUSE);
    }
  }

  /** Returns when the part has done its work and ended well. */
  public static void forEnd(ChildProcess part, Duration limit) throws InterruptedException {
    var code = part.exitCode(limit);
    if (code.isEmpty() || code.getAsInt() != 0) {
      throw new StartException(
          "%s failed or took more than %d s. Its log: %s"
              .formatted(part.name(), limit.toSeconds(), part.log()));
    }
  }

  private static boolean answers(Check check) throws InterruptedException {
    try {
      return check.isReady();
    } catch (InterruptedException interrupted) {
      throw interrupted;
    } catch (Exception notYet) {
      return false;
    }
  }
}
