package org.holdline.transfer.entity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.holdline.transfer.entity.ChunkRanges.Range;
import org.holdline.transfer.entity.RelayedChunks.Placed;
import org.holdline.transfer.entity.RelayedChunks.Segment;
import org.holdline.transfer.entity.RelayedChunks.Space;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class RelayedChunksTest {
  @RegisterExtension static final TestContents CONTENTS = new TestContents();

  @Test
  void whatWasPlacedIsFoundWhereItStands() {
    var content = CONTENTS.add(chunks(0, 10));
    var segment = CONTENTS.reserve(content);
    assertThat(placed(content, segment, 2, 5)).containsExactly(segment.id());
    var held = CONTENTS.relayed(relayed -> relayed.held(content));
    assertThat(held).isEqualTo(new ChunkRanges(List.of(new Range(2, 4))));
    var found = CONTENTS.relayed(relayed -> relayed.find(content, 0, 4));
    assertThat(found)
        .extracting(each -> each.chunk().number(), Placed::segment, Placed::position)
        .containsExactly(
            tuple(2, segment.id(), 2 * TestContents.SIZE),
            tuple(3, segment.id(), 3 * TestContents.SIZE));
  }

  @Test
  void aChunkThatStandsSomewhereStaysThere() {
    var content = CONTENTS.add(chunks(0, 10));
    var first = CONTENTS.reserve(content);
    var second = CONTENTS.reserve(content);
    placed(content, first, 0, 5);
    assertThat(placed(content, second, 0, 5)).isEmpty();
    assertThat(placed(content, second, 4, 6)).containsExactly(second.id());
    var found = CONTENTS.relayed(relayed -> relayed.find(content, 4, 1));
    assertThat(found).extracting(Placed::segment).containsExactly(first.id());
  }

  @Test
  void aSegmentThatWasGivenUpIsNotKept() {
    var content = CONTENTS.add(chunks(0, 1));
    var gone = CONTENTS.reserve(content);
    var kept = CONTENTS.reserve(content);
    CONTENTS.remove(gone);
    var left =
        CONTENTS.relayed(relayed -> relayed.keep(List.of(new Space(gone, 1), new Space(kept, 7))));
    assertThat(left).containsExactly(kept.id());
  }

  @Test
  void aContentThatTheStatisticsDoNotKnowIsReadByItsOwnChunksAlone() {
    placed(CONTENTS.add(chunks(0, 2_000)), 2_000);
    CONTENTS.database().inTransaction(e -> e.createNativeQuery("ANALYZE").executeUpdate());
    var unknown = CONTENTS.add(chunks(0, 2_000));
    placed(unknown, 2_000);
    long rows =
        CONTENTS
            .database()
            .inTransaction(e -> {
              long before = TestContents.rowsRead(e);
              assertThat(new RelayedChunks(e).find(unknown, 1_000, 64)).hasSize(64);
              assertThat(new RelayedChunks(e).count(unknown, 1_999, 1)).isOne();
              return TestContents.rowsRead(e) - before;
            });
    assertThat(rows).isLessThan(1_000);
  }

  @Test
  void howItIsReadDoesNotDependOnThatNothingWasHeldWhenItWasPlanned() throws SQLException {
    placed(CONTENTS.add(chunks(0, 2_000)), 2_000);
    var content = CONTENTS.add(chunks(0, 2_000));
    var segment = CONTENTS.reserve(content);
    CONTENTS
        .database()
        .inTransaction(e -> {
          return e.createNativeQuery("DELETE FROM relayed_chunk").executeUpdate();
        });
    CONTENTS.vacuum();
    var all = chunks(0, 2_000).stream().map(each -> new Placed(each, segment.id(), 0)).toList();
    long rows =
        CONTENTS
            .database()
            .inTransaction(e -> {
              var relayed = new RelayedChunks(e);
              for (int i = 0; i < 20; i++) {
                assertThat(relayed.count(content)).isZero();
                assertThat(relayed.held(content).count()).isZero();
                assertThat(relayed.find(content, 0, 64)).isEmpty();
              }
              relayed.place(content, all);
              long before = TestContents.rowsRead(e);
              assertThat(relayed.count(content)).isEqualTo(2_000);
              assertThat(relayed.held(content).count()).isEqualTo(2_000);
              assertThat(relayed.find(content, 0, 64)).hasSize(64);
              return TestContents.rowsRead(e) - before;
            });
    assertThat(rows).isLessThan(10_000);
  }

  private static List<Chunk> chunks(int from, int end) {
    return IntStream.range(from, end).mapToObj(i -> TestContents.chunk(i, i)).toList();
  }

  private static void placed(UUID content, int chunks) {
    placed(content, CONTENTS.reserve(content), 0, chunks);
  }

  private static Set<UUID> placed(UUID content, Segment segment, int from, int end) {
    var placed =
        chunks(from, end).stream()
            .map(each -> new Placed(each, segment.id(), each.number() * TestContents.SIZE))
            .toList();
    return CONTENTS.relayed(relayed -> relayed.place(content, placed));
  }
}
