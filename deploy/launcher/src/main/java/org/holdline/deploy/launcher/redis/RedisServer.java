package org.holdline.deploy.launcher.redis;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.holdline.deploy.launcher.files.PrivateFiles;
import org.holdline.deploy.launcher.process.ChildProcess;
import org.holdline.deploy.launcher.process.Part;
import org.holdline.deploy.launcher.process.StartException;
import org.holdline.deploy.launcher.process.Waiting;

/** A running Redis on 127.0.0.1 that asks for a password and keeps what it is told. */
public final class RedisServer implements Part {
  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final int ANSWER_MILLIS = 1000;

  private final RedisSettings settings;
  private final ChildProcess process;

  private RedisServer(RedisSettings settings, ChildProcess process) {
    this.settings = settings;
    this.process = process;
  }

  /** Returns when it answers and has read its data. */
  public static RedisServer start(RedisSettings settings) throws InterruptedException {
    var server = new RedisServer(settings, ChildProcess.start(command(settings)));
    try {
      Waiting.forPart(server.process, LIMIT, server::answers);
      return server;
    } catch (InterruptedException | RuntimeException e) {
      server.close();
      throw e;
    }
  }

  /** Where the program is; it is unpacked when it is not there yet. */
  public static Path program() throws InterruptedException {
    return RedisBinary.file();
  }

  private static ChildProcess.Command command(RedisSettings settings) throws InterruptedException {
    var file = settings.directory().resolve("redis.conf").toAbsolutePath();
    try {
      PrivateFiles.write(file, settings.asFile());
    } catch (IOException e) {
      throw new StartException("Redis could not be set up: " + e.getMessage(), e);
    }
    return new ChildProcess.Command(
        "Redis",
        List.of(RedisBinary.file().toString(), file.toString()),
        Map.of(),
        settings.directory(),
        LIMIT);
  }

  private boolean answers() throws IOException {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), settings.port())) {
      socket.setSoTimeout(ANSWER_MILLIS);
      var question = "AUTH %s\r\nPING\r\nQUIT\r\n".formatted(settings.password().value());
      socket.getOutputStream().write(question.getBytes(StandardCharsets.UTF_8));
      var answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return answer.contains("+PONG");
    }
  }

  @Override
  public String name() {
    return process.name();
  }

  @Override
  public boolean isAlive() {
    return process.isAlive();
  }

  public RedisSettings settings() {
    return settings;
  }

  /** With the password. */
  public String url() {
    return "redis://:%s@127.0.0.1:%d".formatted(settings.password().value(), settings.port());
  }

  public long pid() {
    return process.pid();
  }

  /** Ends it without a chance to clean up; {@link #start} with the same settings recovers it. */
  public void kill() {
    process.kill();
  }

  @Override
  public void close() {
    process.close();
  }
}
