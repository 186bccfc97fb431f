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
  void theLogOfTheRunBeforeIsKept(@TempDir Path directory) throws Exception {
    for (var said : List.of("first", "second", "third")) {
      try (var child = ChildProcess.start(command(directory, "Talk", "/bin/echo", said))) {
        assertThat(child.exitCode(Duration.ofSeconds(5))).hasValue(0);
      }
    }

    assertThat(directory.resolve("talk.log")).hasContent("third");
    assertThat(directory.resolve("talk.log.1")).hasContent("second");
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
            command(directory, "Deaf", "/bin/sh", "-c", "trap '' TERM; while :; do sleep 1; done"));

    deaf.close();

    assertThat(deaf.isAlive()).isFalse();
  }

  private static ChildProcess.Command sleeping(Path directory) {
    return command(directory, "Sleep", "/bin/sleep", "60");
  }

  private static ChildProcess.Command command(Path directory, String name, String... arguments) {
    return new ChildProcess.Command(
        name, List.of(arguments), Map.of(), directory, Duration.ofMillis(300));
  }
}
