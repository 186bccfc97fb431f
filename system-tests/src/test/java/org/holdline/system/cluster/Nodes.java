package org.holdline.system.cluster;

import java.net.URI;
import java.nio.file.Path;
import org.holdline.deploy.launcher.process.Ports;
import org.holdline.deploy.launcher.server.HoldlineServer;
import org.holdline.deploy.launcher.server.HoldlineSettings;
import org.holdline.system.stage.Stage;
import org.holdline.system.wire.Doors;

/**
 * Two nodes on the stage's stores, which old clients may enter too. Whoever ends one starts it
 * again before his test is over.
 */
public final class Nodes implements AutoCloseable {
  private final Node first;
  private final Node second;

  private Nodes(Node first, Node second) {
    this.first = first;
    this.second = second;
  }

  /** Starts both at once; whoever asks for one waits for it. */
  static Nodes start(Stage stage) {
    return new Nodes(new Node(stage, "first"), new Node(stage, "second"));
  }

  /** Ready. */
  public Node first() {
    return first.awaitReady();
  }

  /** Ready. */
  public Node second() {
    return second.awaitReady();
  }

  @Override
  public void close() {
    first.server.close();
    second.server.close();
  }

  /** One node. */
  public static final class Node {
    private final HoldlineSettings settings;
    private HoldlineServer server;
    private boolean ready;

    private Node(Stage stage, String name) {
      var common = stage.settings();
      settings =
          new HoldlineSettings(
                  Path.of("target", "cluster", name).toAbsolutePath(),
                  Ports.free(),
                  common.environment(),
                  common.jvmOptions(),
                  null)
              .with("HOLDLINE_WEBSOCKET_TOKEN_IN_QUERY", "true");
      server = HoldlineServer.launch(settings);
    }

    int port() {
      return settings.port();
    }

    public Doors doors() {
      return new Doors(URI.create("http://127.0.0.1:" + port()));
    }

    /** As a power cut ends it. */
    public void kill() {
      server.kill();
    }

    /** As an operator ends it; returns when it has ended. */
    public void stop() {
      server.close();
    }

    /** Returns at once: whoever needs it next waits for it. */
    public void startAgain() {
      ready = false;
      server = HoldlineServer.launch(settings);
    }

    Node awaitReady() {
      try {
        if (!ready) {
          server.awaitReady();
          ready = true;
        }
        return this;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("interrupted", e);
      }
    }
  }
}
