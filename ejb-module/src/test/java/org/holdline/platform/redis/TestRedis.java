package org.holdline.platform.redis;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.holdline.platform.control.Eventually;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.exceptions.JedisException;

/** A real Redis on a port of its own, which can be stopped, killed and started again. */
public final class TestRedis implements AutoCloseable {
  private final Path directory;
  private final int port;
  private final Redis redis;
  private Process process;

  public TestRedis() {
    try {
      directory = Files.createTempDirectory("holdline-redis");
      port = freePort();
      process = launch();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    awaitAnswer();
    redis = open();
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static final class Shared {
    private static final TestRedis REDIS = new TestRedis();

    static {
      Runtime.getRuntime().addShutdownHook(new Thread(REDIS::close));
    }
  }

  /** The one that all tests share who do it no harm. */
  public static TestRedis shared() {
    return Shared.REDIS;
  }

  private Process launch() throws IOException {
    var settings = directory.resolve("redis.conf");
    Files.writeString(
        settings,
        """
        bind 127.0.0.1
        port %d
        dir "%s"
        appendonly yes
        appendfsync everysec
        save ""
        maxmemory-policy noeviction
        """
            .formatted(port, directory));
    return new ProcessBuilder(program().toString(), settings.toString())
        .redirectErrorStream(true)
        .redirectOutput(directory.resolve("redis.log").toFile())
        .start();
  }

  private Path program() throws IOException {
    var file = directory.resolve("redis-server");
    if (!Files.exists(file)) {
      var system = property("os.name").startsWith("mac") ? "darwin" : property("os.name");
      var processor = property("os.arch").equals("aarch64") ? "arm64" : "amd64";
      var name = "/redis-server-7.0.15-%s-%s".formatted(system, processor);
      try (var packed = TestRedis.class.getResourceAsStream(name)) {
        Files.copy(Objects.requireNonNull(packed, name), file, StandardCopyOption.REPLACE_EXISTING);
      }
      if (!file.toFile().setExecutable(true)) {
        throw new IOException(file + " cannot be made executable");
      }
    }
    return file;
  }

  private static String property(String name) {
    return System.getProperty(name, "unknown").toLowerCase(Locale.ROOT);
  }

  private boolean answers() {
    try (var jedis = jedis()) {
      return "PONG".equals(jedis.ping());
    } catch (JedisException notYet) {
      return false;
    }
  }

  private void awaitAnswer() {
    Eventually.that("Redis answers", this::answers);
  }

  public URI url() {
    return URI.create("redis://127.0.0.1:" + port);
  }

  public int port() {
    return port;
  }

  /** The product's way to it; ends with it. */
  public Redis redis() {
    return redis;
  }

  /** Another way to it, with the product's limits; the caller closes it. */
  public Redis open() {
    return new Redis(RedisSettings.of(url()));
  }

  public Redis open(Duration answerMax, int connectionsMax) {
    return new Redis(new RedisSettings(url(), Duration.ofSeconds(1), answerMax, connectionsMax));
  }

  /** A plain connection, to look at keys and to do harm. */
  public Jedis jedis() {
    return new Jedis("127.0.0.1", port);
  }

  /** It keeps its connections and says nothing more. */
  public void freeze() {
    signal("-STOP");
  }

  public void thaw() {
    signal("-CONT");
  }

  private void signal(String signal) {
    try {
      new ProcessBuilder(List.of("kill", signal, Long.toString(process.pid()))).start().waitFor();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Ends it as a crash would; what it has written it finds at the {@link #restart}. */
  public void stopServer() {
    process.destroyForcibly();
    try {
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        throw new IllegalStateException("Redis lives on");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Starts it again with the data that it had. */
  public void restart() {
    try {
      process = launch();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    awaitAnswer();
  }

  @Override
  public void close() {
    redis.close();
    stopServer();
    try (var files = Files.walk(directory)) {
      files.sorted((one, other) -> other.compareTo(one)).forEach(file -> file.toFile().delete());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
