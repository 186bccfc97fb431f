package org.holdline.transfer.clamav;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.Random;
import org.holdline.problem.entity.UnavailableException;
import org.holdline.transfer.control.FileScanner.Content;
import org.holdline.transfer.control.FileScanner.Verdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClamAvTest {
  private static final ScanLimits SHORT =
      new ScanLimits(Duration.ofMillis(300), Duration.ofMillis(300));

  private static Content content(byte[] bytes) {
    return sink -> sink.write(bytes, 0, bytes.length);
  }

  private static ClamAv at(ClamAvAddress address) {
    return new ClamAv(address, ScanLimits.USUAL);
  }

  @Test
  void aFileIsSentInPiecesAsItIs() throws Exception {
    try (var clamd = new PretendedClamd("stream: OK")) {
      var bytes = new byte[3_000_000];
      new Random(3).nextBytes(bytes);
      Content inPieces =
          sink -> {
            sink.write(bytes, 0, 1);
            sink.write(bytes, 1, 0);
            sink.write(bytes, 1, 2_999_999);
          };
      assertThat(at(clamd.address()).scan(inPieces)).isEqualTo(Verdict.CLEAN);
      assertThat(clamd.file()).isEqualTo(bytes);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "stream: OK,CLEAN",
    "stream: Eicar-Test-Signature FOUND,INFECTED",
    "INSTREAM size limit exceeded. ERROR,TOO_LARGE"
  })
  void whatItSaysIsTheVerdict(String answer, Verdict verdict) throws Exception {
    try (var clamd = new PretendedClamd(answer)) {
      assertThat(at(clamd.address()).scan(content("a".getBytes(US_ASCII)))).isEqualTo(verdict);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"stream: Can't allocate memory ERROR", "OK", "COMMAND UNAVAILABLE"})
  void whatIsNoVerdictLetsNothingThrough(String answer) throws IOException {
    try (var clamd = new PretendedClamd(answer)) {
      assertThatThrownBy(() -> at(clamd.address()).scan(content(new byte[1])))
          .isInstanceOf(IOException.class);
      assertThatThrownBy(() -> at(clamd.address()).check()).isInstanceOf(IOException.class);
    }
  }

  @Test
  void oneThatSaysNothingIsNotWaitedForForEver() throws IOException {
    try (var clamd = new PretendedClamd("")) {
      var scanner = new ClamAv(clamd.address(), SHORT);
      assertThatThrownBy(() -> scanner.scan(content(new byte[1]))).isInstanceOf(IOException.class);
      assertThatThrownBy(scanner::check).isInstanceOf(IOException.class);
    }
  }

  @Test
  void oneThatIsAwayIsSaidToBe() throws IOException {
    var clamd = new PretendedClamd("PONG");
    var scanner = at(clamd.address());
    scanner.check();
    clamd.close();
    assertThatThrownBy(scanner::check).isInstanceOf(IOException.class);
    assertThatThrownBy(() -> at(ClamAvAddress.parse("unix:/nowhere/at/all")).check())
        .isInstanceOf(IOException.class);
  }

  @Test
  void aFileThatCannotBeReadIsNoVerdict() throws IOException {
    try (var clamd = new PretendedClamd("stream: OK")) {
      Content away =
          sink -> {
            throw new UnavailableException("storage_unavailable", "What is stored is out of reach");
          };
      assertThatThrownBy(() -> at(clamd.address()).scan(away))
          .isInstanceOf(UnavailableException.class);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "clamd", "http://a:1", "tcp://a", "unix", "tcp://a b:1"})
  void anAddressOfAnotherFormStopsTheStart(String text) {
    assertThatThrownBy(() -> ClamAvAddress.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("holdline.files.scanner");
  }
}
