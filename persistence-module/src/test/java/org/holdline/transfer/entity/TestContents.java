package org.holdline.transfer.entity;

import jakarta.persistence.EntityManager;
import java.nio.ByteBuffer;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.holdline.identity.entity.UserId;
import org.holdline.platform.entity.TestDatabase;
import org.holdline.room.entity.RoomId;
import org.holdline.transfer.entity.RelayedChunks.Segment;
import org.holdline.transfer.entity.RelayedChunks.Space;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Contents in a real, empty database: each a file of chunks of the same size. */
final class TestContents implements AfterAllCallback {
  static final Instant NOW = Instant.parse("2026-11-21T09:00:00Z");
  static final int SIZE = 65_536;

  private final TestDatabase database = new TestDatabase();

  TestDatabase database() {
    return database;
  }

  static Chunk chunk(int number, int content) {
    var digest = Digest.of(ByteBuffer.allocate(Digest.BYTES).putInt(content).array());
    return new Chunk(number, digest, SIZE, (long) number * SIZE);
  }

  UUID add(List<Chunk> chunks) {
    var content = content(chunks.size());
    database.inTransaction(e -> {
      new Transfers(e).add(content, List.of());
      new Manifests(e).append(content.id(), List.of(), chunks, true);
      return true;
    });
    return content.id();
  }

  /** Of Ada's, not stored. */
  static FileContent content(int chunks) {
    var facts =
        new ContentFacts(
            "a.bin",
            "application/octet-stream",
            (long) chunks * SIZE,
            1,
            Chunking.FIXED,
            SIZE,
            null,
            null);
    return new FileContent(new RoomId("standup"), new UserId("ada"), facts, NOW);
  }

  /** A segment for which there is room. */
  Segment reserve(UUID content) {
    var segment = new Segment(UUID.randomUUID(), content);
    relayed(each -> each.reserve(List.of(new Space(segment, 1)), NOW));
    return segment;
  }

  void remove(Segment segment) {
    relayed(each -> {
      each.remove(List.of(segment));
      return true;
    });
  }

  /** Does it in a transaction of its own. */
  <T> T relayed(Function<RelayedChunks, T> work) {
    return database.inTransaction(e -> work.apply(new RelayedChunks(e)));
  }

  /** Does it in a transaction of its own. */
  <T> T transfers(Function<Transfers, T> work) {
    return database.inTransaction(e -> work.apply(new Transfers(e)));
  }

  /** PostgreSQL looks anew how large its tables are. */
  void vacuum() throws SQLException {
    try (var connection = database.source().getConnection();
        var statement = connection.createStatement()) {
      statement.execute("VACUUM ANALYZE");
    }
  }

  /** Of manifests and of what is held, in this transaction. */
  static long rowsRead(EntityManager entities) {
    return ((Number)
            entities
                .createNativeQuery(
                    """
                    SELECT coalesce(sum(coalesce(seq_tup_read, 0) + coalesce(idx_tup_fetch, 0)), 0)
                    FROM pg_stat_xact_user_tables
                    WHERE relname IN ('listed_file', 'listed_chunk', 'relayed_chunk')
                    """)
                .getSingleResult())
        .longValue();
  }

  @Override
  public void afterAll(ExtensionContext context) {
    database.close();
  }
}
