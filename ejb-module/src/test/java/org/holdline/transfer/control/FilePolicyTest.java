package org.holdline.transfer.control;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Set;
import org.holdline.problem.entity.ProblemException;
import org.holdline.transfer.entity.Chunking;
import org.holdline.transfer.entity.ContentFacts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FilePolicyTest {
  private static final long BYTES_MAX = 500L << 20;

  private final FilePolicy policy = new FilePolicy(settings(Set.of()));

  static FileSettings settings(Set<String> allowed) {
    return new FileSettings(
        BYTES_MAX,
        5,
        Duration.ofHours(1),
        Duration.ofHours(24),
        10L << 30,
        Set.of("exe", "sh"),
        allowed);
  }

  private static ContentFacts offer(String name, long bytes, int files) {
    return new ContentFacts(name, "text/plain", bytes, files, Chunking.FIXED, 65_536, null, null);
  }

  private static void refused(Runnable work, String code) {
    assertThatThrownBy(work::run)
        .isInstanceOfSatisfying(
            ProblemException.class, refusal -> assertThat(refusal.code()).isEqualTo(code));
  }

  @ParameterizedTest
  @CsvSource({
    "0, 1, validation_error",
    "-1, 1, validation_error",
    "524288001, 1, file_too_large",
    "10, 0, validation_error",
    "10, 100001, validation_error"
  })
  void sizesAndNumbersHaveLimits(long bytes, int files, String code) {
    refused(() -> policy.checked(offer("plan.txt", bytes, files)), code);
  }

  @ParameterizedTest
  @CsvSource({
    "FIXED, 16384, true",
    "FIXED, 262144, true",
    "FIXED, 16383, false",
    "FIXED, 262145, false",
    "FIXED, -1, false",
    "CONTENT_DEFINED, 65536, true",
    "CONTENT_DEFINED, 262144, false"
  })
  void chunksHaveASizeWhereTheyAreFixed(Chunking chunking, int chunkBytes, boolean taken) {
    var offer = new ContentFacts("a.txt", "text/plain", 1_000, 1, chunking, chunkBytes, null, null);
    if (taken) {
      assertThat(policy.checked(offer)).isEqualTo(offer);
    } else {
      refused(() -> policy.checked(offer), "validation_error");
    }
  }

  @Test
  void theLargestOfferIsTaken() {
    assertThat(policy.checked(offer("plan.txt", BYTES_MAX, 100_000)).fileCount())
        .isEqualTo(100_000);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        ".",
        "..",
        "a/b",
        "../a",
        "a\\b",
        "a\u0000b",
        "a\nb",
        "photo\u202Egnp.txt",
        "a\u2066b",
        "a\u200Fb",
        "a\uD800b"
      })
  void aNameThatHarmsIsRefused(String name) {
    refused(() -> policy.checked(offer(name, 1, 1)), "validation_error");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/etc/passwd", "a/../b", "a//b", "a/./b", "a/", "./a"})
  void aPathThatLeavesItsFolderIsRefused(String path) {
    refused(() -> policy.requireName("path", path), "validation_error");
  }

  @Test
  void aNameHas255CharactersAndAPath64Levels() {
    policy.requireName("path", "a".repeat(255) + "/b");
    refused(() -> policy.requireName("path", "a".repeat(256)), "validation_error");
    policy.requireName("path", "a/".repeat(63) + "b");
    refused(() -> policy.requireName("path", "a/".repeat(64) + "b"), "validation_error");
  }

  @Test
  void namesThatLookAlikeAreTheSame() {
    assertThat(policy.checked(offer("Pru\u0308fung.txt", 1, 1)).filename())
        .isEqualTo("Pr\u00fcfung.txt");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a.exe", "a.pdf.EXE", "a.exe.", "a.exe ", "x/y.sh"})
  void whatRunsIsRefusedByItsName(String path) {
    refused(() -> policy.requireKind(path), "file_type_not_allowed");
  }

  @Test
  void whereKindsAreListedNoOthersPass() {
    var strict = new FilePolicy(settings(Set.of("pdf")));
    strict.requireKind("a.PDF");
    refused(() -> strict.requireKind("a.txt"), "file_type_not_allowed");
    refused(() -> strict.requireKind("pdf.txt"), "file_type_not_allowed");
  }

  @ParameterizedTest
  @CsvSource({
    "a.txt, MZ-a-program, false",
    "a.png, no-picture, false",
    "a.pdf, %PDF-1.7, true",
    "a.pdf, PK, false",
    "a.txt, hello, true",
    "a.unknown, anything, true"
  })
  void aFileBeginsAsItsNameSays(String path, String start, boolean right) {
    var bytes = start.getBytes(US_ASCII);
    if (right) {
      policy.requireStart(path, bytes, bytes.length);
    } else {
      refused(() -> policy.requireStart(path, bytes, bytes.length), "file_type_not_allowed");
    }
  }
}
