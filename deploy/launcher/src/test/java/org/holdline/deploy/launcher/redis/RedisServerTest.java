package org.holdline.deploy.launcher.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.holdline.deploy.launcher.files.Secret;
import org.holdline.deploy.launcher.process.Ports;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RedisServerTest {
  private static final Secret PASSWORD = new Secret("test");

  @Test
  void whatWasWrittenSurvivesAKilledServer(@TempDir Path directory) throws Exception {
    var settings = RedisSettings.fast(directory, Ports.free(), PASSWORD);
    var first = RedisServer.start(settings);
    assertThat(answer(settings, "AUTH test\r\nSET room standup"))
        .isEqualTo("+OK\r\n+OK\r\n+OK\r\n");

    first.kill();

    assertThat(first.isAlive()).isFalse();
    try (var second = RedisServer.start(settings)) {
      assertThat(second.isAlive()).isTrue();
      assertThat(answer(settings, "AUTH test\r\nGET room")).contains("standup");
    }
  }

  @Test
  void nobodyComesInWithoutThePassword(@TempDir Path directory) throws Exception {
    var settings = RedisSettings.durable(directory, Ports.free(), PASSWORD);
    try (var server = RedisServer.start(settings)) {
      assertThat(server.url()).isEqualTo("redis://:test@127.0.0.1:" + settings.port());
      assertThat(answer(settings, "GET room")).startsWith("-NOAUTH");
    }
  }

  private static String answer(RedisSettings settings, String commands) throws IOException {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), settings.port())) {
      socket.getOutputStream().write((commands + "\r\nQUIT\r\n").getBytes(StandardCharsets.UTF_8));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
