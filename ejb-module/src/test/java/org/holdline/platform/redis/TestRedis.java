package org.holdline.platform.redis;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import redis.embedded.RedisServer;

/** A real, empty Redis for one test class, and the way to it. */
public final class TestRedis implements AutoCloseable {
  private final RedisServer server;
  private final Redis redis;

  public TestRedis() {
    try {
      int port = freePort();
      server = RedisServer.builder().bind("127.0.0.1").port(port).setting("save \"\"").build();
      server.start();
      redis = new Redis(RedisSettings.of(URI.create("redis://127.0.0.1:" + port)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public Redis redis() {
    return redis;
  }

  public void stopServer() {
    server.stop();
  }

  @Override
  public void close() {
    redis.close();
    stopServer();
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
