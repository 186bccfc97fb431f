package org.holdline.system.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Datagrams go there and back, until the line is down. */
class DatagramLineTest {
  private static final InetAddress HERE = InetAddress.getLoopbackAddress();

  private final DatagramLine line = new DatagramLine();
  private final DatagramSocket near = new DatagramSocket(0, HERE);
  private final DatagramSocket far = new DatagramSocket(0, HERE);

  DatagramLineTest() throws IOException {
    near.setSoTimeout(5_000);
    far.setSoTimeout(5_000);
  }

  @AfterEach
  void close() {
    line.close();
    near.close();
    far.close();
  }

  private static DatagramPacket received(DatagramSocket by) throws IOException {
    var packet = new DatagramPacket(new byte[9], 9);
    by.receive(packet);
    return packet;
  }

  @Test
  void whatIsSentArrivesAndIsAnsweredUntilTheLineIsDown() throws IOException {
    int port = line.portTo(HERE.getHostAddress(), far.getLocalPort());
    assertThat(line.portTo(HERE.getHostAddress(), far.getLocalPort())).isEqualTo(port);
    var there = new InetSocketAddress(HERE, port);
    near.send(new DatagramPacket(new byte[] {1, 2, 3}, 3, there));
    var arrived = received(far);
    assertThat(arrived.getLength()).isEqualTo(3);
    far.send(new DatagramPacket(new byte[] {4}, 1, arrived.getSocketAddress()));
    var answer = received(near);
    assertThat(answer.getSocketAddress()).isEqualTo(there);
    assertThat(answer.getLength()).isEqualTo(1);

    line.lose(1);
    far.setSoTimeout(200);
    near.send(new DatagramPacket(new byte[] {1}, 1, there));
    assertThatThrownBy(() -> received(far)).isInstanceOf(SocketTimeoutException.class);
    line.lose(0);
    near.send(new DatagramPacket(new byte[] {1, 2}, 2, there));
    assertThat(received(far).getLength()).isEqualTo(2);
  }

  @Test
  void aThinLineLetsSoMuchPassASecond() throws IOException {
    line.beThin(20_000);
    int port = line.portTo(HERE.getHostAddress(), far.getLocalPort());
    far.setSoTimeout(5_000);
    long begun = System.nanoTime();
    for (int i = 0; i < 8; i++) {
      near.send(new DatagramPacket(new byte[1_000], 1_000, new InetSocketAddress(HERE, port)));
    }
    for (int i = 0; i < 8; i++) {
      received(far);
    }
    assertThat(Duration.ofNanos(System.nanoTime() - begun)).isGreaterThan(Duration.ofMillis(399));
  }
}
