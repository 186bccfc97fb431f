package org.holdline.transfer.entity;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.holdline.transfer.entity.ChunkRanges.Range;
import org.holdline.transfer.entity.ListedFile.FileFacts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ManifestsTest {
  private static final int FILES = 3_000;
  private static final Digest DIGEST = TestContents.chunk(0, 0).digest();

  @RegisterExtension static final TestContents CONTENTS = new TestContents();

  @Test
  void howItIsReadDoesNotDependOnThatNothingWasListedWhenItWasPlanned() throws SQLException {
    CONTENTS.vacuum();
    var content = content();
    var files = IntStream.range(0, FILES).mapToObj(ManifestsTest::file).toList();
    var chunks = IntStream.range(0, FILES).mapToObj(i -> TestContents.chunk(i, i)).toList();
    var odd =
        new ChunkRanges(
            IntStream.range(0, FILES / 2).mapToObj(i -> new Range(2 * i, 2 * i)).toList());
    long rows =
        CONTENTS
            .database()
            .inTransaction(e -> {
              var manifests = new Manifests(e);
              for (int i = 0; i < 20; i++) {
                assertThat(manifests.bytes(content, odd)).isZero();
              }
              assertThat(manifests.append(content, files, chunks, true)).isTrue();
              long before = TestContents.rowsRead(e);
              assertThat(manifests.bytes(content, odd)).isEqualTo(FILES / 2L * TestContents.SIZE);
              return TestContents.rowsRead(e) - before;
            });
    assertThat(rows).isLessThan(2L * FILES);
  }

  @Test
  void filesAreListedAsTheyAre() {
    var plain = new FileFacts("a, {\"b\"}", 7, "text/plain", null);
    var dated = new FileFacts("\u00e9\\'", 1L << 40, "image/png", TestContents.NOW);
    var files =
        List.of(new ListedFile(0, plain, DIGEST, 0, 1), new ListedFile(1, dated, DIGEST, 1, 9));
    var content = content();
    assertThat(listed(content, files.toArray(ListedFile[]::new))).isTrue();
    var found = CONTENTS.database().inTransaction(e -> new Manifests(e).files(content, 0, 10));
    assertThat(found).isEqualTo(files);
  }

  @Test
  void aPathIsNotListedTwice() {
    var content = content();
    assertThat(listed(content, file(0), file(1))).isTrue();
    assertThat(listed(content, file(2), new ListedFile(3, file(1).facts(), DIGEST, 3, 0)))
        .isFalse();
    assertThat(listed(content(), file(1))).isTrue();
  }

  private static boolean listed(UUID content, ListedFile... files) {
    return CONTENTS
        .database()
        .inTransaction(e -> new Manifests(e).append(content, List.of(files), List.of(), true));
  }

  private static UUID content() {
    return CONTENTS.transfers(transfers -> {
      var offered = TestContents.content(FILES);
      transfers.add(offered, List.of());
      return offered.id();
    });
  }

  private static String path(int number) {
    return "folder/" + number + ".bin";
  }

  private static ListedFile file(int number) {
    var facts = new FileFacts(path(number), TestContents.SIZE, "application/octet-stream", null);
    return new ListedFile(number, facts, DIGEST, number, 1);
  }
}
