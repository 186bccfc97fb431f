package org.holdline.system.proxy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.SocketException;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;

/**
 * A line for media and data channels that can be down, thin or lose packets: forwards datagrams to
 * places of this machine and what comes back from there. Thread-safe.
 */
public final class DatagramLine implements AutoCloseable {
  private static final int PACKET_MAX = 65_536;

  private final Map<InetSocketAddress, DatagramSocket> doors = new ConcurrentHashMap<>();
  private final Set<DatagramSocket> sockets = ConcurrentHashMap.newKeySet();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Random random = new Random(5);
  private volatile double lost;
  private volatile int bytesPerSecond;

  /** At which port of the same address one reaches that place through this line. */
  public int portTo(String address, int port) {
    return doors.computeIfAbsent(new InetSocketAddress(address, port), this::opened).getLocalPort();
  }

  private DatagramSocket opened(InetSocketAddress place) {
    var door = socket(place.getAddress());
    var ways = new ConcurrentHashMap<SocketAddress, DatagramSocket>();
    var unused =
        threads.submit(() ->
            pump(
                door,
                packet -> {
                  var sender = packet.getSocketAddress();
                  var way = ways.computeIfAbsent(sender, key -> way(place, door, sender));
                  return new Forward(way, place);
                }));
    return door;
  }

  /** For each sender one of its own, by which it is known at the other end. */
  private DatagramSocket way(InetSocketAddress place, DatagramSocket door, SocketAddress sender) {
    var way = socket(place.getAddress());
    var unused = threads.submit(() -> pump(way, packet -> new Forward(door, sender)));
    return way;
  }

  private DatagramSocket socket(InetAddress address) {
    try {
      var socket = new DatagramSocket(0, address);
      sockets.add(socket);
      if (bytesPerSecond > 0) {
        narrow(socket);
      }
      return socket;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private record Forward(DatagramSocket from, SocketAddress to) {}

  private interface Routes {
    Forward of(DatagramPacket packet);
  }

  private void pump(DatagramSocket in, Routes routes) {
    var buffer = new byte[PACKET_MAX];
    while (!in.isClosed()) {
      try {
        var packet = new DatagramPacket(buffer, buffer.length);
        in.receive(packet);
        if (bytesPerSecond > 0) {
          LockSupport.parkNanos(packet.getLength() * 1_000_000_000L / bytesPerSecond);
        }
        if (!isLost()) {
          var bytes = Arrays.copyOf(packet.getData(), packet.getLength());
          var next = routes.of(packet);
          next.from.send(new DatagramPacket(bytes, bytes.length, next.to));
        }
      } catch (IOException closingOrUnreachable) {
        // the loop tells which: a datagram that cannot be sent is lost
      }
    }
  }

  private boolean isLost() {
    double share = lost;
    synchronized (random) {
      return random.nextDouble() < share;
    }
  }

  /** Such a share of the packets is lost from now on, in each direction: 0 for none, 1 for all. */
  public void lose(double share) {
    lost = share;
  }

  /**
   * So many bytes a second pass in each direction of each connection from now on; about a second's
   * worth waits, what comes then is lost.
   */
  public void beThin(int bytesPerSecond) {
    this.bytesPerSecond = bytesPerSecond;
    sockets.forEach(this::narrow);
  }

  private void narrow(DatagramSocket socket) {
    try {
      socket.setReceiveBufferSize(bytesPerSecond);
    } catch (SocketException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    sockets.forEach(DatagramSocket::close);
    threads.shutdownNow();
  }
}
