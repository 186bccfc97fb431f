package org.holdline.system.container;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.holdline.deploy.launcher.files.Installation;
import org.holdline.deploy.launcher.process.ChildProcess;
import org.holdline.deploy.launcher.process.Jvm;
import org.holdline.deploy.launcher.process.Ports;
import org.holdline.deploy.launcher.process.Waiting;

/**
 * Payara Micro as its makers give it out, with {@code holdline.war} deployed by its own options.
 */
final class StockMicro implements AutoCloseable {
  private static final Duration START_LIMIT = Duration.ofMinutes(4);
  private static final Duration STOP_LIMIT = Duration.ofSeconds(30);
  private static final Duration ANSWER_LIMIT = Duration.ofSeconds(5);

  private final ChildProcess process;
  private final URI address;

  private StockMicro(ChildProcess process, URI address) {
    this.process = process;
    this.address = address;
  }

  /**
   * Returns when it is healthy.
   *
   * @param environment the application's configuration
   */
  static StockMicro start(Path directory, Map<String, String> environment)
      throws InterruptedException {
    int port = Ports.free();
    var command =
        new ChildProcess.Command(
            "Stock-Micro", arguments(port), environment, directory.toAbsolutePath(), STOP_LIMIT);
    var server =
        new StockMicro(ChildProcess.start(command), URI.create("http://127.0.0.1:" + port));
    try {
      server.awaitHealthy();
      return server;
    } catch (InterruptedException | RuntimeException e) {
      server.close();
      throw e;
    }
  }

  private static List<String> arguments(int port) {
    return List.of(
        Jvm.program().toString(),
        "-Xmx768m",
        "-XX:+UseSerialGC",
        "-XX:TieredStopAtLevel=1",
        "-Dholdline.http.address=127.0.0.1",
        "-Dholdline.https.address=127.0.0.1",
        "-jar",
        Installation.payaraMicroJar().toString(),
        "--nohazelcast",
        "--disablephonehome",
        "--addlibs",
        Installation.serverLibraries().toString(),
        "--prebootcommandfile",
        Installation.preBootCommands().toString(),
        "--postbootcommandfile",
        Installation.postBootCommands().toString(),
        "--deploy",
        Installation.holdlineWar().toString(),
        "--contextroot",
        "/",
        "--port",
        Integer.toString(port));
  }

  private void awaitHealthy() throws InterruptedException {
    var question =
        HttpRequest.newBuilder(address.resolve("/webrtc/health")).timeout(ANSWER_LIMIT).build();
    try (var http = HttpClient.newBuilder().connectTimeout(ANSWER_LIMIT).build()) {
      Waiting.forPart(
          process,
          START_LIMIT,
          () -> http.send(question, HttpResponse.BodyHandlers.discarding()).statusCode() == 200);
    }
  }

  URI address() {
    return address;
  }

  @Override
  public void close() {
    process.close();
  }
}
