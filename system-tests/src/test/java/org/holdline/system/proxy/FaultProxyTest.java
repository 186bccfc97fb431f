package org.holdline.system.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A fault that is none, or one too many, would make every test built on it worthless. */
class FaultProxyTest {
  private static final int QUIET_MILLIS = 300;

  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private ServerSocket echo;
  private FaultProxy proxy;

  @BeforeEach
  void listen() throws IOException {
    echo = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
    proxy = FaultProxy.to(echo.getLocalPort());
    var unused =
        threads.submit(() -> {
          while (true) {
            var socket = echo.accept();
            var unusedEcho =
                threads.submit(() -> {
                  try (socket) {
                    return socket.getInputStream().transferTo(socket.getOutputStream());
                  }
                });
          }
        });
  }

  @AfterEach
  void end() throws IOException {
    proxy.close();
    echo.close();
    threads.shutdownNow();
  }

  private Socket connect() throws IOException {
    return new Socket(InetAddress.getLoopbackAddress(), proxy.port());
  }

  private void connectAndSpeak() throws IOException {
    try (var socket = connect()) {
      echoed(socket, 'b');
    }
  }

  private static int echoed(Socket socket, int value) throws IOException {
    socket.getOutputStream().write(value);
    return socket.getInputStream().read();
  }

  @Test
  void bytesGoThroughBothWays() throws IOException {
    try (var socket = connect()) {
      assertThat(echoed(socket, 'a')).isEqualTo('a');
      assertThat(echoed(socket, 'b')).isEqualTo('b');
    }
    await().until(() -> proxy.connections() == 0);
  }

  @Test
  void aCleanCutIsNoticedAtOnceAndNewConnectionsAreReset() throws IOException {
    try (var socket = connect()) {
      assertThat(echoed(socket, 'a')).isEqualTo('a');
      proxy.cutCleanly();
      assertThat(socket.getInputStream().read()).isEqualTo(-1);
      assertThatThrownBy(this::connectAndSpeak).isInstanceOf(SocketException.class);
    }
    assertThat(proxy.connections()).isZero();
  }

  @Test
  void aSilentLineSwallowsWhatIsSentAndStaysOpen() throws IOException {
    try (var socket = connect()) {
      assertThat(echoed(socket, 'a')).isEqualTo('a');
      proxy.fallSilent();
      socket.setSoTimeout(QUIET_MILLIS);
      assertThatThrownBy(() -> echoed(socket, 'b')).isInstanceOf(SocketTimeoutException.class);
      proxy.restore();
      assertThatThrownBy(() -> echoed(socket, 'c')).isInstanceOf(SocketTimeoutException.class);
    }
  }

  @Test
  void whoConnectsToASilentLineIsAcceptedAndHearsNothing() throws IOException {
    proxy.fallSilent();
    try (var socket = connect()) {
      socket.setSoTimeout(QUIET_MILLIS);
      assertThatThrownBy(() -> echoed(socket, 'a')).isInstanceOf(SocketTimeoutException.class);
    }
  }

  @Test
  void refusingLeavesWhatIsConnected() throws IOException {
    try (var socket = connect()) {
      assertThat(echoed(socket, 'a')).isEqualTo('a');
      proxy.refuse();
      assertThat(echoed(socket, 'b')).isEqualTo('b');
    }
  }

  @Test
  void theLineCanBeRestoredAtTheSamePort() throws IOException {
    int port = proxy.port();
    proxy.cutCleanly();
    proxy.restore();
    assertThat(proxy.port()).isEqualTo(port);
    try (var socket = connect()) {
      assertThat(echoed(socket, 'a')).isEqualTo('a');
    }
  }
}
