package org.holdline.transfer.entity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import jakarta.persistence.EntityManager;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.holdline.identity.entity.UserId;
import org.holdline.platform.entity.TestDatabase;
import org.holdline.room.entity.RoomId;
import org.holdline.transfer.entity.ChunkRanges.Range;
import org.holdline.transfer.entity.RelayedChunks.Placed;
import org.holdline.transfer.entity.RelayedChunks.Segment;
import org.holdline.transfer.entity.RelayedChunks.Space;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class RelayedChunksTest {
  private static final Instant NOW = Instant.parse("2026-11-21T09:00:00Z");
  private static final int SIZE = 65_536;

  private static @Nullable TestDatabase database;

  @BeforeAll
  static void start() {
    database = new TestDatabase();
  }

  @AfterAll
  static void stop() {
    database().close();
  }

  private static TestDatabase database() {
    return Objects.requireNonNull(database);
  }

  @Test
  void whatWasPlacedIsFoundWhereItStands() {
    var content = content(10);
    var segment = reserved(content);
    assertThat(placed(content, segment, 2, 5)).containsExactly(segment.id());
    var held = run(relayed -> relayed.held(content));
    assertThat(held).isEqualTo(new ChunkRanges(List.of(new Range(2, 4))));
    var found = run(relayed -> relayed.find(content, 0, 4));
    assertThat(found)
        .extracting(each -> each.chunk().number(), Placed::segment, Placed::position)
        .containsExactly(tuple(2, segment.id(), 2 * SIZE), tuple(3, segment.id(), 3 * SIZE));
  }

  @Test
  void aChunkThatStandsSomewhereStaysThere() {
    var content = content(10);
    var first = reserved(content);
    var second = reserved(content);
    placed(content, first, 0, 5);
    assertThat(placed(content, second, 0, 5)).isEmpty();
    assertThat(placed(content, second, 4, 6)).containsExactly(second.id());
    var found = run(relayed -> relayed.find(content, 4, 1));
    assertThat(found).extracting(Placed::segment).containsExactly(first.id());
  }

  @Test
  void aSegmentThatWasGivenUpIsNotKept() {
    var content = content(1);
    var gone = reserved(content);
    var kept = reserved(content);
    run(relayed -> {
      relayed.remove(List.of(gone));
      return true;
    });
    var left = run(relayed -> relayed.keep(List.of(new Space(gone, 1), new Space(kept, 7))));
    assertThat(left).containsExactly(kept.id());
  }

  @Test
  void aContentThatTheStatisticsDoNotKnowIsReadByItsOwnChunksAlone() {
    placed(content(2_000), 2_000);
    database().inTransaction(e -> e.createNativeQuery("ANALYZE").executeUpdate());
    var unknown = content(2_000);
    placed(unknown, 2_000);
    long rows =
        database()
            .inTransaction(e -> {
              long before = rowsRead(e);
              assertThat(new RelayedChunks(e).find(unknown, 1_000, 64)).hasSize(64);
              assertThat(new RelayedChunks(e).count(unknown, 1_999, 1)).isOne();
              return rowsRead(e) - before;
            });
    assertThat(rows).isLessThan(1_000);
  }

  /** Of chunks, in this transaction. */
  private static long rowsRead(EntityManager entities) {
    return ((Number)
            entities
                .createNativeQuery(
                    """
                    SELECT coalesce(sum(coalesce(seq_tup_read, 0) + coalesce(idx_tup_fetch, 0)), 0)
                    FROM pg_stat_xact_user_tables WHERE relname IN ('listed_chunk', 'relayed_chunk')
                    """)
                .getSingleResult())
        .longValue();
  }

  private static UUID content(int chunks) {
    var facts =
        new ContentFacts(
            "a.bin",
            "application/octet-stream",
            (long) chunks * SIZE,
            1,
            Chunking.FIXED,
            null,
            null);
    var content = new FileContent(new RoomId("standup"), new UserId("ada"), facts, NOW);
    database()
        .inTransaction(e -> {
          new Transfers(e).add(content, List.of());
          new Manifests(e).append(content.id(), List.of(), chunks(0, chunks), true);
          return true;
        });
    return content.id();
  }

  private static List<Chunk> chunks(int from, int end) {
    return IntStream.range(from, end)
        .mapToObj(i -> new Chunk(i, digest(i), SIZE, (long) i * SIZE))
        .toList();
  }

  private static Digest digest(int number) {
    return Digest.of(ByteBuffer.allocate(Digest.BYTES).putInt(number).array());
  }

  private static Segment reserved(UUID content) {
    var segment = new Segment(UUID.randomUUID(), content);
    run(relayed -> relayed.reserve(List.of(new Space(segment, 1)), NOW));
    return segment;
  }

  private static void placed(UUID content, int chunks) {
    placed(content, reserved(content), 0, chunks);
  }

  private static Set<UUID> placed(UUID content, Segment segment, int from, int end) {
    var placed =
        chunks(from, end).stream()
            .map(each -> new Placed(each, segment.id(), each.number() * SIZE))
            .toList();
    return run(relayed -> relayed.place(content, placed));
  }

  private static <T> T run(Function<RelayedChunks, T> work) {
    return database().inTransaction(e -> work.apply(new RelayedChunks(e)));
  }
}
