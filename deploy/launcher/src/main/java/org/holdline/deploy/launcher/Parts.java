package org.holdline.deploy.launcher;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.holdline.deploy.launcher.process.Part;

/** What has been started; stopped in reverse order. */
final class Parts implements AutoCloseable {
  private final Deque<Part> started = new ArrayDeque<>();
  private final Screen screen;

  Parts(Screen screen) {
    this.screen = screen;
  }

  <P extends Part> P add(P part) {
    started.push(part);
    return part;
  }

  Optional<Part> firstDead() {
    return started.stream().filter(part -> !part.isAlive()).findFirst();
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
