package org.holdline.deploy.launcher.balancer;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import org.holdline.deploy.launcher.files.Installation;
import org.holdline.deploy.launcher.process.ChildProcess;
import org.holdline.deploy.launcher.process.ProgramPart;
import org.holdline.deploy.launcher.process.Waiting;

/** A running HAProxy with the documented example of a configuration. */
public final class Balancer extends ProgramPart {
  private static final Duration LIMIT = Duration.ofSeconds(20);
  private static final Duration ANSWER_LIMIT = Duration.ofSeconds(5);

  private final int port;

  private Balancer(int port, ChildProcess process) {
    super(process);
    this.port = port;
  }

  /**
   * Returns at once; see {@link #awaitReady}.
   *
   * @param directory its log; made when missing
   * @param port of HTTP at 127.0.0.1
   * @param nodes their ports there, as many as the configuration has variables for
   */
  public static Balancer launch(Path directory, int port, List<Integer> nodes) {
    var environment = new HashMap<String, String>();
    environment.put("HOLDLINE_BALANCER", address(port));
    for (int i = 0; i < nodes.size(); i++) {
      environment.put("HOLDLINE_NODE_" + (i + 1), address(nodes.get(i)));
    }
    var program = Optional.ofNullable(System.getenv("HOLDLINE_HAPROXY")).orElse("haproxy");
    var command =
        new ChildProcess.Command(
            "Balancer",
            List.of(program, "-db", "-f", Installation.balancerConfiguration().toString()),
            environment,
            directory.toAbsolutePath(),
            LIMIT);
    return new Balancer(port, ChildProcess.start(command));
  }

  private static String address(int port) {
    return "127.0.0.1:" + port;
  }

  /** Returns when a node answers through it. */
  @Override
  public void awaitReady() throws InterruptedException {
    try (var http = HttpClient.newBuilder().connectTimeout(ANSWER_LIMIT).build()) {
      var question = HttpRequest.newBuilder(URI.create(url() + "/webrtc/health"));
      Waiting.forPart(
          process,
          LIMIT,
          () ->
              http.send(
                          question.timeout(ANSWER_LIMIT).build(),
                          HttpResponse.BodyHandlers.discarding())
                      .statusCode()
                  == 200);
    }
  }

  public String url() {
    return "http://" + address(port);
  }
}
