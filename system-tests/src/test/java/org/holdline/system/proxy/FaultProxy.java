package org.holdline.system.proxy;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A line that can be cut: listens at 127.0.0.1 and forwards every TCP connection to one port there.
 * Its own port stays the same over all faults. Thread-safe.
 */
public final class FaultProxy implements AutoCloseable {
  private static final int BUFFER_BYTES = 16 * 1024;

  private volatile InetSocketAddress target;
  private final ServerSocket listener;
  private final Set<Line> lines = ConcurrentHashMap.newKeySet();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private volatile Mode mode = Mode.FORWARD;
  private volatile Duration pause = Duration.ZERO;

  private enum Mode {
    FORWARD,
    REFUSE,
    SILENT
  }

  private FaultProxy(int targetPort) throws IOException {
    target = addressOf(targetPort);
    listener = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
    var unused = threads.submit(this::accept);
  }

  /** Forwards to that port of 127.0.0.1, whether or not somebody listens there yet. */
  public static FaultProxy to(int targetPort) {
    try {
      return new FaultProxy(targetPort);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static InetSocketAddress addressOf(int port) {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
  }

  /** New connections go there from now on, as a balancer decides. */
  public void switchTo(int targetPort) {
    target = addressOf(targetPort);
  }

  public int port() {
    return listener.getLocalPort();
  }

  /** Ends every connection so that both ends notice, and resets each new one. */
  public void cutCleanly() {
    mode = Mode.REFUSE;
    lines.forEach(Line::close);
  }

  /** Leaves what is connected as it is and lets new connections go through, at full speed. */
  public void restore() {
    mode = Mode.FORWARD;
    pause = Duration.ZERO;
  }

  /** Resets new connections; those that there are stay. */
  public void refuse() {
    mode = Mode.REFUSE;
  }

  /**
   * The half-open line: nothing is closed, new connections are accepted, and no byte arrives
   * anywhere. A connection that was silent once stays so for ever, as behind a router that has
   * forgotten it.
   */
  public void fallSilent() {
    mode = Mode.SILENT;
    lines.forEach(Line::fallSilent);
  }

  /** Every 16 KiB of each connection take so long from now on. */
  public void slowDown(Duration each) {
    pause = each;
  }

  /** How many connections go through or hang. */
  public int connections() {
    return lines.size();
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        serve(listener.accept());
      } catch (IOException closing) {
        // the next turn of the loop tells whether the proxy ends or one connection was unlucky
      }
    }
  }

  private void serve(Socket near) throws IOException {
    switch (mode) {
      case REFUSE -> {
        near.setSoLinger(true, 0);
        near.close();
      }
      case SILENT -> lines.add(new Line(near, new Socket(), true));
      case FORWARD -> forward(near);
    }
  }

  private void forward(Socket near) throws IOException {
    var far = new Socket();
    try {
      far.connect(target);
      near.setTcpNoDelay(true);
      far.setTcpNoDelay(true);
    } catch (IOException e) {
      near.close();
      far.close();
      throw e;
    }
    var line = new Line(near, far, false);
    lines.add(line);
    if (mode == Mode.SILENT) {
      line.fallSilent();
    } else if (mode == Mode.REFUSE) {
      line.close();
    }
    var unusedThere = threads.submit(() -> line.pump(near, far));
    var unusedBack = threads.submit(() -> line.pump(far, near));
  }

  @Override
  public void close() {
    try (listener) {
      lines.forEach(Line::close);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      threads.shutdownNow();
    }
  }

  /** One connection through the proxy. */
  private final class Line implements Closeable {
    private final Socket near;
    private final Socket far;
    private volatile boolean silent;

    Line(Socket near, Socket far, boolean silent) {
      this.near = near;
      this.far = far;
      this.silent = silent;
    }

    void fallSilent() {
      silent = true;
    }

    /** Reads on when silent, so that no sender notices by a full buffer. */
    void pump(Socket from, Socket to) {
      var buffer = new byte[BUFFER_BYTES];
      try {
        for (int read = from.getInputStream().read(buffer);
            read >= 0;
            read = from.getInputStream().read(buffer)) {
          Thread.sleep(pause);
          if (!silent) {
            to.getOutputStream().write(buffer, 0, read);
          }
        }
      } catch (IOException e) {
        // the same as the end of the stream
      } catch (InterruptedException closing) {
        Thread.currentThread().interrupt();
      }
      if (!silent) {
        close();
      }
    }

    @Override
    public void close() {
      lines.remove(this);
      try (near;
          far) {
        silent = true;
      } catch (IOException e) {
        // nobody is left to be told
      }
    }
  }
}
