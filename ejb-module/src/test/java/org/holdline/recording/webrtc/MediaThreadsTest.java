package org.holdline.recording.webrtc;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MediaThreadsTest {
  @TempDir Path folder;

  private void thread(int id, String name, int userTicks, int systemTicks) throws IOException {
    var thread = Files.createDirectory(folder.resolve(String.valueOf(id)));
    Files.writeString(thread.resolve("comm"), name + "\n");
    Files.writeString(
        thread.resolve("stat"),
        "%d (%s) S 1 1 1 0 -1 0 1 2 3 4 %d %d 0 0 20 0 9\n"
            .formatted(id, name, userTicks, systemTicks));
  }

  @Test
  void theTimeOfThreadsThatReceiveAndRecordIsAddedUp() throws IOException {
    thread(1, "holdline record", 100, 20);
    thread(2, "DecodingQueue", 7, 3);
    thread(3, "webrtc_jni_work", 1, 0);
    thread(4, "a (worker) 1", 999, 999);
    assertThat(new MediaThreads(folder).spent()).isEqualTo(Duration.ofMillis(1310));
  }

  @Test
  void aThreadThatHasJustEndedCountsNothing() throws IOException {
    Files.createDirectory(folder.resolve("5"));
    assertThat(new MediaThreads(folder).spent()).isZero();
  }
}
