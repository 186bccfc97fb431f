package org.holdline.recording.webrtc;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SystemLibrariesTest {
  @ParameterizedTest
  @CsvSource({
    "libpulse.so.0, libpulse0",
    "libX11.so.6, libx11-6",
    "libdbus-1.so.3, libdbus-1-3",
    "libunheard-of.so.7, libunheard-of.so.7"
  })
  void aLibraryThatTheLinkerDoesNotFindNamesItsPackage(String library, String name) {
    assertThat(
            SystemLibraries.packageOf(
                "/tmp/a/libwebrtc-java.so: "
                    + library
                    + ": cannot open shared object file: No such file or directory"))
        .isEqualTo(name);
  }

  @Test
  void anyOtherFailureNamesTheLibraryItself() {
    assertThat(SystemLibraries.packageOf("wrong ELF class")).isEqualTo("webrtc-java");
    assertThat(SystemLibraries.packageOf(null)).isEqualTo("webrtc-java");
  }
}
