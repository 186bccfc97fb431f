package org.holdline.system.container;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.util.concurrent.TimeUnit;
import org.holdline.deploy.launcher.process.Ports;
import org.holdline.system.stage.OnStage;
import org.holdline.system.stage.Stage;
import org.junit.jupiter.api.Test;

/**
 * The README's first call, run as written, from the root of the repository, against the stage,
 * which answers at the README's own ports. Where another program holds such a port, that number,
 * and nothing else of the program, is replaced.
 */
@OnStage
class FirstCallOfReadmeIT {
  private static final int SERVER = 8080;
  private static final int SIGN_ON = 8180;
  private static final int LIMIT_S = 60;
  private static final String ROOM = "first-call";

  private final Stage stage;

  FirstCallOfReadmeIT(Stage stage) {
    this.stage = stage;
  }

  @Test
  void itPrintsWhatTheReadmePromises() throws IOException, InterruptedException {
    var readme = Readme.read();
    var isNewRoom = stage.redisKeys(ROOM).isEmpty();
    String printed;
    try (var server = at(SERVER, stage.direct().getPort());
        var signOn = at(SIGN_ON, signOnPort())) {
      printed = run(moved(moved(readme.firstCall(), SERVER, server), SIGN_ON, signOn));
    }
    if (isNewRoom) {
      assertThat(printed).isEqualTo(readme.promise());
    } else {
      assertThat(anyNumber(printed)).isEqualTo(anyNumber(readme.promise()));
    }
  }

  /** A room that an earlier run has filled counts on. */
  private static String anyNumber(String line) {
    return line.replaceAll("message \\d+", "message n");
  }

  private int signOnPort() {
    var issuer = stage.settings().environment().get("HOLDLINE_OIDC_ISSUER");
    return URI.create(String.valueOf(issuer)).getPort();
  }

  private static Forwarder at(int wanted, int target) {
    return new Forwarder(Ports.isTaken(wanted) ? 0 : wanted, target);
  }

  private static String moved(String program, int from, Forwarder to) {
    var address = "http://127.0.0.1:%d";
    assertThat(program).contains(address.formatted(from));
    return program.replace(address.formatted(from), address.formatted(to.port()));
  }

  /** What it prints, without the end of the last line; it has to end well. */
  private static String run(String program) throws IOException, InterruptedException {
    var node = System.getProperty("holdline.node", "node");
    var process =
        new ProcessBuilder(node, "--input-type=module", "-")
            .directory(Readme.FOLDER.toFile())
            .redirectErrorStream(true)
            .start();
    try (var input = process.outputWriter(UTF_8)) {
      input.write(program);
    }
    var reaper = process.onExit().orTimeout(LIMIT_S, TimeUnit.SECONDS);
    var unused = reaper.whenComplete((ended, late) -> process.destroyForcibly());
    var printed = new String(process.getInputStream().readAllBytes(), UTF_8).strip();
    assertThat(process.waitFor()).as(printed).isZero();
    return printed;
  }
}
