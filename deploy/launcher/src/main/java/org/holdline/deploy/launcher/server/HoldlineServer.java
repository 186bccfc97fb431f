package org.holdline.deploy.launcher.server;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import org.holdline.deploy.launcher.files.Installation;
import org.holdline.deploy.launcher.process.ChildProcess;
import org.holdline.deploy.launcher.process.Jvm;
import org.holdline.deploy.launcher.process.ProgramPart;
import org.holdline.deploy.launcher.process.StartException;
import org.holdline.deploy.launcher.process.Waiting;

/** The running application, as it is packed for production. */
public final class HoldlineServer extends ProgramPart {
  private static final Duration START_LIMIT = Duration.ofMinutes(4);
  private static final Duration STOP_LIMIT = Duration.ofSeconds(30);
  private static final Duration ANSWER_LIMIT = Duration.ofSeconds(5);

  private final HoldlineSettings settings;

  private HoldlineServer(HoldlineSettings settings, ChildProcess process) {
    super(process);
    this.settings = settings;
  }

  /** Returns when it is healthy. */
  public static HoldlineServer start(HoldlineSettings settings) throws InterruptedException {
    return ready(launch(settings));
  }

  /** Starts it and returns at once; see {@link #awaitReady}. */
  public static HoldlineServer launch(HoldlineSettings settings) {
    if (!Files.exists(Installation.holdlineJar())) {
      throw new StartException(
          Installation.holdlineJar() + " is missing: run deploy/run, which builds what is needed");
    }
    var environment = new HashMap<>(settings.environment());
    settings.tls().ifPresent(https -> environment.put("HOLDLINE_HTTPS_ADDRESS", "0.0.0.0"));
    var command =
        new ChildProcess.Command(
            "Holdline",
            arguments(settings),
            environment,
            settings.directory().toAbsolutePath(),
            STOP_LIMIT);
    return new HoldlineServer(settings, ChildProcess.start(command));
  }

  private static List<String> arguments(HoldlineSettings settings) {
    var arguments = new ArrayList<String>();
    arguments.add(Jvm.program().toString());
    arguments.addAll(settings.jvmOptions());
    settings.tls().ifPresent(https -> arguments.addAll(https.certificate().jvmOptions()));
    arguments.addAll(List.of("-jar", Installation.holdlineJar().toString()));
    arguments.addAll(List.of("--port", Integer.toString(settings.port())));
    settings
        .tls()
        .ifPresent(https -> {
          arguments.addAll(List.of("--sslport", Integer.toString(https.port())));
          arguments.addAll(List.of("--sslcert", https.certificate().alias()));
        });
    return arguments;
  }

  /** Returns when it is healthy. */
  @Override
  public void awaitReady() throws InterruptedException {
    try (var http = HttpClient.newBuilder().connectTimeout(ANSWER_LIMIT).build()) {
      Waiting.forPart(process, START_LIMIT, () -> isHealthy(http));
    }
  }

  /** Whether it answers and everything it needs is there. */
  public boolean isHealthy() throws InterruptedException {
    try (var http = HttpClient.newBuilder().connectTimeout(ANSWER_LIMIT).build()) {
      return isHealthy(http);
    } catch (IOException notYet) {
      return false;
    }
  }

  private boolean isHealthy(HttpClient http) throws IOException, InterruptedException {
    var question =
        HttpRequest.newBuilder(URI.create(localUrl() + "/webrtc/health")).timeout(ANSWER_LIMIT);
    return http.send(question.build(), HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
  }

  /** For browsers and SDKs: HTTPS where it is served so. */
  public String url() {
    return settings
        .tls()
        .map(https -> "https://%s:%d".formatted(https.certificate().host(), https.port()))
        .orElseGet(this::localUrl);
  }

  private String localUrl() {
    return "http://127.0.0.1:" + settings.port();
  }

  public HoldlineSettings settings() {
    return settings;
  }
}
