package org.holdline.system.proxy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * The direct way between browsers, which can be cut: for each UDP port of theirs one at 127.0.0.1
 * that forwards to it, and back. Thread-safe.
 */
public final class DirectLine implements AutoCloseable {
  private static final int PACKET_BYTES = 65_536;

  private final Map<Integer, DatagramSocket> entrances = new ConcurrentHashMap<>();
  private final Map<InetSocketAddress, DatagramSocket> exits = new ConcurrentHashMap<>();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private volatile boolean silent;

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
    if (!silent) {
      socket.send(new DatagramPacket(packet.getData(), packet.getLength(), to));
    }
  }

  private static DatagramSocket socket() {
    try {
      return new DatagramSocket(0, InetAddress.getLoopbackAddress());
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
