package org.holdline.platform.redis;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** A line to Redis, or another server, that can be cut. */
public final class CuttableProxy implements AutoCloseable {
  private final int target;
  private final ServerSocket door;
  private final Queue<Socket> open = new ConcurrentLinkedQueue<>();
  private volatile boolean cut;
  private volatile boolean silent;
  private final AtomicInteger answersLeft = new AtomicInteger(Integer.MAX_VALUE);

  public CuttableProxy(int target) {
    this.target = target;
    try {
      door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    start(this::accept);
  }

  private static void start(Runnable task) {
    Thread.ofVirtual().start(task);
  }

  public URI url() {
    return URI.create("redis://127.0.0.1:" + port());
  }

  public int port() {
    return door.getLocalPort();
  }

  private void accept() {
    while (!door.isClosed()) {
      try {
        var in = door.accept();
        if (cut) {
          in.close();
          continue;
        }
        var out = new Socket(InetAddress.getLoopbackAddress(), target);
        open.add(in);
        open.add(out);
        if (cut) {
          cutNow(); // it was, while this one came
        }
        start(() -> pump(in, out, false));
        start(() -> pump(out, in, true));
      } catch (IOException closed) {
        cutNow();
      }
    }
  }

  private void pump(Socket from, Socket to, boolean answers) {
    var bytes = new byte[8192];
    try {
      int count = from.getInputStream().read(bytes);
      while (count >= 0) {
        if (!silent && !(answers && answersLeft.getAndDecrement() <= 0)) {
          to.getOutputStream().write(bytes, 0, count);
        }
        count = from.getInputStream().read(bytes);
      }
    } catch (IOException gone) {
      close(from);
    }
    close(from);
    close(to);
  }

  /** Ends all connections and lets none in until {@link #mend}. */
  public void cutNow() {
    cut = true;
    open.forEach(CuttableProxy::close);
    open.clear();
  }

  /** Nothing passes any more, and nobody is told. */
  public void fallSilent() {
    silent = true;
  }

  /** What is asked is done, but only so many answers come back. */
  public void loseAnswersAfter(int count) {
    answersLeft.set(count);
  }

  public void mend() {
    if (silent || answersLeft.getAndSet(Integer.MAX_VALUE) <= 0) {
      open.forEach(CuttableProxy::close);
      open.clear();
    }
    silent = false;
    cut = false;
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    try {
      door.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    cutNow();
  }
}
