package org.holdline.system.proxy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/**
 * The direct way between browsers, which can be cut or thin: for each UDP port of theirs one at
 * 127.0.0.1 that forwards to it, and back. Thread-safe.
 */
public final class DirectLine implements AutoCloseable {
  private static final int PACKET_BYTES = 65_536;

  private final Map<Integer, DatagramSocket> entrances = new ConcurrentHashMap<>();
  private final Map<InetSocketAddress, DatagramSocket> exits = new ConcurrentHashMap<>();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Random random = new Random(7);
  private volatile boolean silent;
  private volatile int bytesPerSecond;
  private volatile double lost;

  /** Another port that leads to this one. */
  public int through(int port) {
    return entrances.computeIfAbsent(port, this::entrance).getLocalPort();
  }

  /** No packet arrives any more, and nobody is told. */
  public void fallSilent() {
    silent = true;
  }

  public void restore() {
    silent = false;
  }

  /**
   * So many bytes a second pass in each direction of each connection from now on, of which such a
   * share is lost; about a second's worth waits, what comes then is lost, too.
   */
  public void beThin(int bytesPerSecond, double lost) {
    this.bytesPerSecond = bytesPerSecond;
    this.lost = lost;
    Stream.of(entrances, exits).flatMap(each -> each.values().stream()).forEach(this::narrow);
  }

  private void narrow(DatagramSocket socket) {
    try {
      socket.setReceiveBufferSize(bytesPerSecond);
    } catch (SocketException e) {
      throw new UncheckedIOException(e);
    }
  }

  private DatagramSocket entrance(int port) {
    var near = socket();
    var target = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    var unused =
        threads.submit(() ->
            pump(
                near,
                packet -> {
                  var sender = (InetSocketAddress) packet.getSocketAddress();
                  send(exits.computeIfAbsent(sender, from -> exit(near, from)), packet, target);
                }));
    return near;
  }

  /** What comes back goes to that sender. */
  private DatagramSocket exit(DatagramSocket near, InetSocketAddress sender) {
    var far = socket();
    var unused = threads.submit(() -> pump(far, packet -> send(near, packet, sender)));
    return far;
  }

  private interface Step {
    void take(DatagramPacket packet) throws IOException;
  }

  private void pump(DatagramSocket socket, Step step) {
    try {
      while (true) {
        var packet = new DatagramPacket(new byte[PACKET_BYTES], PACKET_BYTES);
        socket.receive(packet);
        step.take(packet);
      }
    } catch (IOException e) {
      // closed: the test is over
    }
  }

  private void send(DatagramSocket socket, DatagramPacket packet, InetSocketAddress to)
      throws IOException {
    if (bytesPerSecond > 0) {
      LockSupport.parkNanos(packet.getLength() * 1_000_000_000L / bytesPerSecond);
    }
    if (!silent && !isLost()) {
      socket.send(new DatagramPacket(packet.getData(), packet.getLength(), to));
    }
  }

  private boolean isLost() {
    double share = lost;
    synchronized (random) {
      return random.nextDouble() < share;
    }
  }

  private DatagramSocket socket() {
    try {
      var socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
      if (bytesPerSecond > 0) {
        narrow(socket);
      }
      return socket;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    entrances.values().forEach(DatagramSocket::close);
    exits.values().forEach(DatagramSocket::close);
    threads.shutdownNow();
  }
}
