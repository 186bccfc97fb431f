package org.holdline.deploy.launcher;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import org.holdline.deploy.launcher.process.Part;
import org.holdline.deploy.launcher.process.StartException;

/** What has been started; stopped in reverse order. */
final class Parts implements AutoCloseable {
  /** How often to look after them. */
  static final Duration WATCH = Duration.ofMillis(500);

  private final Deque<Part> started = new ArrayDeque<>();
  private final Screen screen;

  Parts(Screen screen) {
    this.screen = screen;
  }

  <P extends Part> P add(P part) {
    started.push(part);
    return part;
  }

  /** Throws an exception that tells which part has died. */
  void requireAlive(DataFolder data) {
    for (var part : started) {
      if (!part.isAlive()) {
        throw new StartException(
            "%s has stopped by itself, so everything stops. Logs: %s"
                .formatted(part.name(), data.folder("*/*.log")));
      }
    }
  }

  @Override
  public void close() {
    for (var part : started) {
      if (part.isAlive()) {
        screen.say("Stopping " + part.name());
      }
      part.close();
    }
  }
}
