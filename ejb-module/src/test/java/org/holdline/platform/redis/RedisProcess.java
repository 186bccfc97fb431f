package org.holdline.platform.redis;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.holdline.platform.control.ServerProcess;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.exceptions.JedisException;

/** One server process, a Sentinel too, that can be frozen, killed and started again. */
final class RedisProcess extends ServerProcess {
  private final Path directory;
  private final int port;
  private final List<String> mode;

  /**
   * Starts it at a free port.
   *
   * @param settings lines of its settings file beside address, port and directory
   * @param mode further arguments of the program
   */
  RedisProcess(String settings, String... mode) {
    super("Redis", Duration.ofSeconds(10));
    this.mode = List.of(mode);
    try {
      directory = Files.createTempDirectory("holdline-redis");
      port = freePort();
      Files.writeString(
          file(),
          """
          bind 127.0.0.1
          port %d
          dir "%s"
          save ""
          %s
          """
              .formatted(port, directory, settings));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    start();
  }

  /** A node of a Cluster also listens 10,000 above its port. */
  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      int port = socket.getLocalPort();
      return port <= 55_535 && canListen(port + 10_000) ? port : freePort();
    }
  }

  private static boolean canListen(int port) {
    try (var socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return socket.isBound();
    } catch (IOException taken) {
      return false;
    }
  }

  private Path file() {
    return directory.resolve("redis.conf");
  }

  @Override
  protected Process launch() throws IOException {
    var command = new java.util.ArrayList<>(List.of(program().toString(), file().toString()));
    command.addAll(mode);
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(directory.resolve("redis.log").toFile())
        .start();
  }

  private static final class Program {
    private static final Path FILE = unpack();

    private static Path unpack() {
      var system = property("os.name").startsWith("mac") ? "darwin" : property("os.name");
      var processor = property("os.arch").equals("aarch64") ? "arm64" : "amd64";
      var name = "/redis-server-7.0.15-%s-%s".formatted(system, processor);
      try (var packed = RedisProcess.class.getResourceAsStream(name)) {
        var file = Files.createTempFile("holdline-redis-server", "");
        Files.copy(Objects.requireNonNull(packed, name), file, StandardCopyOption.REPLACE_EXISTING);
        file.toFile().deleteOnExit();
        if (!file.toFile().setExecutable(true)) {
          throw new IOException(file + " cannot be made executable");
        }
        return file;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private static String property(String name) {
      return System.getProperty(name, "unknown").toLowerCase(Locale.ROOT);
    }
  }

  private static Path program() {
    return Program.FILE;
  }

  @Override
  protected boolean answers() {
    try (var jedis = jedis()) {
      return "PONG".equals(jedis.ping());
    } catch (JedisException notYet) {
      return false;
    }
  }

  int port() {
    return port;
  }

  /** A plain connection, to look at keys and to do harm. */
  Jedis jedis() {
    return new Jedis("127.0.0.1", port);
  }

  @Override
  public void close() {
    super.close();
    try (var files = Files.walk(directory)) {
      files.sorted((one, other) -> other.compareTo(one)).forEach(file -> file.toFile().delete());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
