package org.holdline.deploy.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import org.holdline.deploy.launcher.process.StartException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFolderTest {
  @Test
  void oneRunAtATimeUsesIt(@TempDir Path directory) throws IOException {
    var first = DataFolder.open(directory);

    assertThatThrownBy(() -> DataFolder.open(directory))
        .isInstanceOf(StartException.class)
        .hasMessageContaining(directory.toString());

    first.close();
    DataFolder.open(directory).close();
  }

  @Test
  void secretsAreKeptPrivateAndTheSame(@TempDir Path directory) throws IOException {
    try (var data = DataFolder.open(directory)) {
      var redis = data.secret("redis");

      assertThat(data.secret("postgresql")).isNotEqualTo(redis);
      assertThat(data.secret("redis")).isEqualTo(redis);
      assertThat(redis.toString()).doesNotContain(redis.value());
      assertThat(Files.getPosixFilePermissions(directory.resolve("secrets.properties")))
          .containsExactlyInAnyOrder(
              PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
    }
  }
}
