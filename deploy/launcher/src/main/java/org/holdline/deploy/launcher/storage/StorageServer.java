package org.holdline.deploy.launcher.storage;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.holdline.deploy.launcher.files.Installation;
import org.holdline.deploy.launcher.files.PrivateFiles;
import org.holdline.deploy.launcher.process.ChildProcess;
import org.holdline.deploy.launcher.process.Jvm;
import org.holdline.deploy.launcher.process.ProgramPart;
import org.holdline.deploy.launcher.process.StartException;
import org.holdline.deploy.launcher.process.Waiting;

/** A running S3 service on 127.0.0.1 that asks for signed requests and has one bucket. */
public final class StorageServer extends ProgramPart {
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final int ANSWER_MILLIS = 1000;

  private final StorageSettings settings;

  private StorageServer(StorageSettings settings, ChildProcess process) {
    super(process);
    this.settings = settings;
  }

  /** Returns when it answers. */
  public static StorageServer start(StorageSettings settings) throws InterruptedException {
    return ready(launch(settings));
  }

  /** Starts it and returns at once; see {@link #awaitReady}. */
  public static StorageServer launch(StorageSettings settings) {
    var file = settings.directory().resolve("storage.properties").toAbsolutePath();
    try {
      PrivateFiles.write(file, settings.asFile());
    } catch (IOException e) {
      throw new StartException("The S3 service could not be set up: " + e.getMessage(), e);
    }
    var command =
        new ChildProcess.Command(
            "Storage",
            List.of(
                Jvm.program().toString(),
                "-Xmx128m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:+ExitOnOutOfMemoryError",
                "-cp",
                Installation.storageClassPath(),
                "org.holdline.deploy.storage.StorageMain",
                file.toString()),
            Map.of(),
            settings.directory(),
            LIMIT);
    return new StorageServer(settings, ChildProcess.start(command));
  }

  /** Returns when it answers. */
  @Override
  public void awaitReady() throws InterruptedException {
    Waiting.forPart(process, LIMIT, this::answers);
  }

  /** Who does not sign is refused, and that is an answer. */
  private boolean answers() throws IOException {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), settings.port())) {
      socket.setSoTimeout(ANSWER_MILLIS);
      var question = "GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n";
      socket.getOutputStream().write(question.getBytes(StandardCharsets.US_ASCII));
      var answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
      return answer.startsWith("HTTP/1.1 403");
    }
  }

  public StorageSettings settings() {
    return settings;
  }
}
