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
import org.holdline.deploy.launcher.process.ProgramPart;
import org.holdline.deploy.launcher.process.StartException;
import org.holdline.deploy.launcher.process.Waiting;

/** A running Redis on 127.0.0.1 that asks for a password and keeps what it is told. */
public final class RedisServer extends ProgramPart {
  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final int ANSWER_MILLIS = 1000;

  private final RedisSettings settings;

  private RedisServer(RedisSettings settings, ChildProcess process) {
    super(process);
    this.settings = settings;
  }

  /** Returns when it answers and has read its data. */
  public static RedisServer start(RedisSettings settings) throws InterruptedException {
    return ready(new RedisServer(settings, ChildProcess.start(command(settings))));
  }

  @Override
  public void awaitReady() throws InterruptedException {
    await(this::answers);
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
        "Redis", arguments(settings, file), Map.of(), settings.directory(), LIMIT);
  }

  private static List<String> arguments(RedisSettings settings, Path file)
      throws InterruptedException {
    var program = RedisBinary.file().toString();
    return settings.role() == RedisSettings.Role.SENTINEL
        ? List.of(program, file.toString(), "--sentinel")
        : List.of(program, file.toString());
  }

  private boolean answers() throws IOException {
    return ask("PING").contains("+PONG");
  }

  /** Sends one command and answers what came back, as it came. */
  String ask(String command) throws IOException {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), settings.port())) {
      socket.setSoTimeout(ANSWER_MILLIS);
      var question = "AUTH %s\r\n%s\r\n".formatted(settings.password().value(), command);
      socket.getOutputStream().write(question.getBytes(StandardCharsets.UTF_8));
      socket.shutdownOutput();
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  public RedisSettings settings() {
    return settings;
  }

  /** With the password. */
  public String url() {
    return "redis://:%s@127.0.0.1:%d".formatted(settings.password().value(), settings.port());
  }

  /** What goes on in it must be true within the limit of a start. */
  void await(Waiting.Check check) throws InterruptedException {
    Waiting.forPart(process, LIMIT, check);
  }
}
