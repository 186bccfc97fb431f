package org.holdline.transfer.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.holdline.problem.entity.ProblemException;
import org.holdline.transfer.control.ManifestPage.Entry;
import org.holdline.transfer.entity.Chunk;
import org.holdline.transfer.entity.Chunking;
import org.holdline.transfer.entity.ContentFacts;
import org.holdline.transfer.entity.Digest;
import org.holdline.transfer.entity.Listed;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ManifestRulesTest {
  private static final Digest DIGEST = new Digest("ab".repeat(32));

  private final ManifestRules rules =
      new ManifestRules(new FilePolicy(FilePolicyTest.settings(Set.of())));

  private static ContentFacts offered(long bytes, int files, Chunking chunking) {
    return new ContentFacts("folder", "text/plain", bytes, files, chunking, 65_536, null, null);
  }

  private static Entry file(String path, long size, int digests, @Nullable List<Integer> sizes) {
    return new Entry(path, size, null, DIGEST, null, Collections.nCopies(digests, DIGEST), sizes);
  }

  private static void refused(Runnable work, String code) {
    assertThatThrownBy(work::run)
        .isInstanceOfSatisfying(
            ProblemException.class, refusal -> assertThat(refusal.code()).isEqualTo(code));
  }

  @Test
  void chunksAreNumberedThroughAllFilesAndAnEmptyOneHasNone() {
    var page =
        new ManifestPage(
            0,
            List.of(
                file("a", 65_537, 2, null),
                file("empty", 0, 0, null),
                file("b/c", 65_536, 1, null)),
            true);
    var numbered = rules.number(offered(131_073, 3, Chunking.FIXED), Listed.NOTHING, page);
    assertThat(numbered.files())
        .extracting(each -> each.firstChunk(), each -> each.chunkCount())
        .containsExactly(tuple(0, 2), tuple(2, 0), tuple(2, 1));
    assertThat(numbered.chunks())
        .containsExactly(
            new Chunk(0, DIGEST, 65_536, 0),
            new Chunk(1, DIGEST, 1, 65_536),
            new Chunk(2, DIGEST, 65_536, 0));
    assertThat(numbered.listed()).isEqualTo(new Listed(3, 3, 131_073, true));
  }

  @Test
  void chunksAreAsLargeAsWasOffered() {
    var offered =
        new ContentFacts("a", "text/plain", 500_000, 1, Chunking.FIXED, 200_000, null, null);
    var page = new ManifestPage(0, List.of(file("a", 500_000, 3, null)), true);
    assertThat(rules.number(offered, Listed.NOTHING, page).chunks())
        .containsExactly(
            new Chunk(0, DIGEST, 200_000, 0),
            new Chunk(1, DIGEST, 200_000, 200_000),
            new Chunk(2, DIGEST, 100_000, 400_000));
    var other = new ManifestPage(0, List.of(file("a", 500_000, 8, null)), true);
    refused(() -> rules.number(offered, Listed.NOTHING, other), "validation_error");
  }

  @Test
  void sizesOfContentDefinedChunksAreThoseOfTheFile() {
    var offered = offered(50_000, 1, Chunking.CONTENT_DEFINED);
    var good = new ManifestPage(0, List.of(file("a", 50_000, 2, List.of(40_000, 10_000))), true);
    assertThat(rules.number(offered, Listed.NOTHING, good).chunks()).hasSize(2);
    for (var sizes : List.of(List.of(40_000, 9_999), List.of(10_000, 40_000), List.of(50_000))) {
      var bad = new ManifestPage(0, List.of(file("a", 50_000, 2, sizes)), true);
      refused(() -> rules.number(offered, Listed.NOTHING, bad), "validation_error");
    }
  }

  @Test
  void whatWasNotOfferedIsNotListed() {
    var offered = offered(10, 1, Chunking.FIXED);
    var large = new ManifestPage(0, List.of(file("a", 11, 1, null)), true);
    var many = new ManifestPage(0, List.of(file("a", 1, 1, null), file("b", 1, 1, null)), false);
    var few = new ManifestPage(0, List.of(file("a", 9, 1, null)), true);
    for (var page : List.of(large, many, few)) {
      refused(() -> rules.number(offered, Listed.NOTHING, page), "manifest_conflict");
    }
  }

  @Test
  void aFileHasOneDigestForEachChunkAndNoPathTwice() {
    var offered = offered(65_537, 2, Chunking.FIXED);
    var oneTooFew = new ManifestPage(0, List.of(file("a", 65_537, 1, null)), false);
    var twice = new ManifestPage(0, List.of(file("a", 1, 1, null), file("a", 1, 1, null)), false);
    var negative = new ManifestPage(0, List.of(file("a", -1, 0, null)), false);
    for (var page : List.of(oneTooFew, twice, negative)) {
      refused(() -> rules.number(offered, Listed.NOTHING, page), "validation_error");
    }
  }
}
