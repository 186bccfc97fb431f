package org.holdline.deploy.launcher;

import org.holdline.deploy.launcher.process.Part;
import org.holdline.deploy.launcher.process.StartException;
import org.holdline.deploy.launcher.server.HoldlineServer;
import org.holdline.deploy.launcher.server.HoldlineSettings;

/** One node of several: its end is not the end of all, it is started again. */
final class Node implements Part {
  private final String name;
  private final HoldlineSettings settings;
  private final Screen screen;
  private HoldlineServer server;
  private boolean ready;

  private Node(String name, HoldlineSettings settings, Screen screen) {
    this.name = name;
    this.settings = settings;
    this.screen = screen;
    this.server = HoldlineServer.launch(settings);
  }

  /** Starts it and returns at once; {@link #watch} sees to the rest. */
  static Node launch(String name, HoldlineSettings settings, Screen screen) {
    return new Node(name, settings, screen);
  }

  void awaitReady() throws InterruptedException {
    server.awaitReady();
    told();
  }

  private void told() {
    ready = true;
    screen.say("%s is ready, port %d, process %d".formatted(name, settings.port(), server.pid()));
  }

  /** Starts it again when it has ended; to be called from time to time. */
  void watch() throws InterruptedException {
    if (!server.isAlive()) {
      if (!ready) {
        throw new StartException(
            name + " stopped while starting. Its log: " + settings.directory().resolve("*.log"));
      }
      screen.say(name + " has ended. Starting it again");
      ready = false;
      server = HoldlineServer.launch(settings);
    } else if (!ready && server.isHealthy()) {
      told();
    }
  }

  @Override
  public String name() {
    return name;
  }

  /** A node may end: {@link #watch} decides what that means. */
  @Override
  public boolean isAlive() {
    return true;
  }

  @Override
  public void close() {
    server.close();
  }
}
