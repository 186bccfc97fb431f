package org.holdline.blob.s3;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.holdline.blob.s3.S3Settings.Access;
import org.holdline.platform.control.ServerProcess;

/** A real S3 service in a process of its own, which can be frozen, killed and started again. */
final class S3Process extends ServerProcess {
  private static final Path BUILT = Path.of("..", "deploy", "storage", "target").toAbsolutePath();
  private static final String BUCKET = "holdline";

  private final Path directory;
  private final int port = freePort();

  S3Process() {
    super("the S3 service", Duration.ofSeconds(60));
    try {
      directory = Files.createTempDirectory("holdline-s3");
      Files.writeString(
          directory.resolve("settings"),
          """
          port=%d
          directory=%s
          bucket=%s
          access-key=key
          secret-key=secret
          """
              .formatted(port, directory.resolve("objects"), BUCKET));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    start();
  }

  private static final class Shared {
    private static final S3Process S3 = new S3Process();

    static {
      Runtime.getRuntime().addShutdownHook(new Thread(S3::close));
    }
  }

  /** The one that all tests share who do it no harm. */
  static S3Process shared() {
    return Shared.S3;
  }

  private static int freePort() {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  protected Process launch() throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx128m",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            BUILT.resolve("classes") + File.pathSeparator + BUILT.resolve("libs") + "/*",
            "org.holdline.deploy.storage.StorageMain",
            directory.resolve("settings").toString())
        .redirectErrorStream(true)
        .redirectOutput(directory.resolve("log").toFile())
        .start();
  }

  @Override
  protected boolean answers() {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (IOException notYet) {
      return false;
    }
  }

  int port() {
    return port;
  }

  S3Settings settings() {
    return settings(port, "secret");
  }

  /** By way of another port, or with another secret. */
  static S3Settings settings(int port, String secret) {
    var address = URI.create("http://127.0.0.1:" + port);
    return new S3Settings(
        new S3Reach(address, address, 5 << 20), "us-east-1", BUCKET, new Access("key", secret));
  }
}
