package org.holdline.deploy.launcher.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChildProcessTest {
  @Test
  void theNextStartEndsWhatAnEarlierRunLeftBehind(@TempDir Path directory) {
    var left = ChildProcess.start(sleeping(directory));

    try (var next = ChildProcess.start(sleeping(directory))) {
      assertThat(left.isAlive()).isFalse();
      assertThat(next.isAlive()).isTrue();
    }
    assertThat(directory.resolve("sleep.pid")).doesNotExist();
  }

  @Test
  void aProcessThatOnlyHasTheSameNumberIsLeftAlone(@TempDir Path directory) throws Exception {
    try (var other = ChildProcess.start(sleeping(directory))) {
      var file = directory.resolve("foreign.pid");
      Files.writeString(file, other.pid() + " 1\n");

      new PidFile(file).stopLeftover();

      assertThat(other.isAlive()).isTrue();
      assertThat(file).doesNotExist();
    }
  }

  @Test
  void whoDoesNotStopWhenAskedIsForced(@TempDir Path directory) {
    var deaf =
        ChildProcess.start(
            new ChildProcess.Command(
                "Deaf",
                List.of("/bin/sh", "-c", "trap '' TERM; while :; do sleep 1; done"),
                Map.of(),
                directory,
                Duration.ofMillis(300)));

    deaf.close();

    assertThat(deaf.isAlive()).isFalse();
  }

  private static ChildProcess.Command sleeping(Path directory) {
    return new ChildProcess.Command(
        "Sleep", List.of("/bin/sleep", "60"), Map.of(), directory, Duration.ofSeconds(5));
  }
}
