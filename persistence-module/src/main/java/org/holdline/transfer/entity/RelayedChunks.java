package org.holdline.transfer.entity;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.holdline.transfer.entity.ChunkRanges.Range;

/** What the server holds of contents, and where. Calls that write need a transaction. */
@Dependent
public class RelayedChunks {
  private final Jdbc jdbc;

  @Inject
  public RelayedChunks(EntityManager entities) {
    this.jdbc = new Jdbc(entities);
  }

  /** A stored run of chunks. */
  public record Segment(UUID id, UUID content) {}

  /**
   * A chunk in a segment.
   *
   * @param position where its encrypted form begins
   */
  public record Placed(Chunk chunk, UUID segment, int position) {}

  /**
   * Makes room for a segment that is about to be stored.
   *
   * @return how many bytes are stored and about to be, this one included; until the end of the
   *     transaction nobody else makes room
   */
  public long reserve(Segment segment, int bytes, Instant at) {
    jdbc.run(
        "SELECT pg_advisory_xact_lock(hashtextextended('relay-space', 0))",
        PreparedStatement::execute);
    jdbc.run(
        "INSERT INTO relay_segment (id, content_id, bytes, created_at) VALUES (?, ?, ?, ?)",
        insert -> {
          insert.setObject(1, segment.id());
          insert.setObject(2, segment.content());
          insert.setInt(3, bytes);
          Jdbc.time(insert, 4, at);
          return insert.executeUpdate();
        });
    return jdbc.run(
        "SELECT coalesce(sum(bytes), 0) FROM relay_segment",
        query -> {
          try (var rows = query.executeQuery()) {
            rows.next();
            return rows.getLong(1);
          }
        });
  }

  /**
   * Notes what a stored segment holds; a chunk that stands elsewhere already stays there.
   *
   * @return how many of them were new; -1 when the segment has been given up meanwhile
   */
  public int place(Segment segment, List<Placed> placed) {
    boolean kept =
        jdbc.run(
            "SELECT 1 FROM relay_segment WHERE id = ? FOR KEY SHARE",
            query -> {
              query.setObject(1, segment.id());
              try (var rows = query.executeQuery()) {
                return rows.next();
              }
            });
    return kept ? insert(segment, placed) : -1;
  }

  private int insert(Segment segment, List<Placed> placed) {
    return jdbc.run(
        """
        INSERT INTO relayed_chunk (content_id, segment_id, digest, position, size)
        SELECT ?, ?, * FROM unnest(?::bytea[], ?::int[], ?::int[]) ON CONFLICT DO NOTHING
        """,
        insert -> {
          insert.setObject(1, segment.content());
          insert.setObject(2, segment.id());
          Jdbc.array(
              insert,
              3,
              "bytea",
              placed.stream().map(each -> each.chunk().digest().bytes()).toArray(byte[][]::new));
          Jdbc.array(insert, 4, "int4", placed.stream().map(Placed::position).toArray());
          Jdbc.array(insert, 5, "int4", placed.stream().map(each -> each.chunk().size()).toArray());
          return insert.executeUpdate();
        });
  }

  /** The numbers of all chunks that are held. */
  public ChunkRanges held(UUID content) {
    return jdbc.run(
        """
        SELECT min(number), max(number) FROM (
          SELECT c.number, c.number - row_number() OVER (ORDER BY c.number) AS run
          FROM listed_chunk c JOIN relayed_chunk r
            ON r.content_id = c.content_id AND r.digest = c.digest
          WHERE c.content_id = ?) held
        GROUP BY run ORDER BY 1
        """,
        query -> {
          query.setObject(1, content);
          var ranges = new ArrayList<Range>();
          try (var rows = query.executeQuery()) {
            while (rows.next()) {
              ranges.add(new Range(rows.getInt(1), rows.getInt(2)));
            }
          }
          return new ChunkRanges(ranges);
        });
  }

  /** How many of the chunks are held. */
  public int count(UUID content) {
    return count(content, 0, Integer.MAX_VALUE);
  }

  /** The same of some of them. */
  public int count(UUID content, int first, int count) {
    return jdbc.run(
        """
        SELECT count(*) FROM listed_chunk c JOIN relayed_chunk r
          ON r.content_id = c.content_id AND r.digest = c.digest
        WHERE c.content_id = ? AND c.number >= ? AND c.number < ?
        """,
        query -> {
          query.setObject(1, content);
          query.setInt(2, first);
          query.setLong(3, (long) first + count);
          try (var rows = query.executeQuery()) {
            rows.next();
            return rows.getInt(1);
          }
        });
  }

  /** Of the chunks from {@code first} on, up to so many, those that are held, in order. */
  public List<Placed> find(UUID content, int first, int count) {
    return jdbc.run(
        """
        SELECT c.number, c.digest, c.size, c.position, r.segment_id, r.position
        FROM listed_chunk c JOIN relayed_chunk r
          ON r.content_id = c.content_id AND r.digest = c.digest
        WHERE c.content_id = ? AND c.number >= ? AND c.number < ? ORDER BY c.number
        """,
        query -> {
          query.setObject(1, content);
          query.setInt(2, first);
          query.setLong(3, (long) first + count);
          var placed = new ArrayList<Placed>();
          try (var rows = query.executeQuery()) {
            while (rows.next()) {
              placed.add(placed(rows));
            }
          }
          return placed;
        });
  }

  private static Placed placed(ResultSet row) throws SQLException {
    return new Placed(Manifests.chunk(row), row.getObject(5, UUID.class), row.getInt(6));
  }

  /** It is not to be found any more. */
  public void remove(UUID segment) {
    jdbc.update("DELETE FROM relay_segment WHERE id = ?", segment);
  }

  /** None of them is to be found any more. */
  public void removeAll(UUID content) {
    jdbc.update("DELETE FROM relay_segment WHERE content_id = ?", content);
  }

  /** Contents that are closed although something of them is stored. */
  public List<UUID> closed(int limit) {
    return jdbc.run(
        """
        SELECT DISTINCT c.id FROM file_content c JOIN relay_segment s ON s.content_id = c.id
        WHERE c.closed_at IS NOT NULL LIMIT ?
        """,
        query -> {
          query.setInt(1, limit);
          var found = new ArrayList<UUID>();
          try (var rows = query.executeQuery()) {
            while (rows.next()) {
              found.add(rows.getObject(1, UUID.class));
            }
          }
          return found;
        });
  }

  /** Those that were begun before and hold nothing: whoever began them has died. */
  public List<Segment> abandoned(Instant before, int limit) {
    return jdbc.run(
        """
        SELECT s.id, s.content_id FROM relay_segment s WHERE s.created_at < ?
          AND NOT EXISTS (SELECT 1 FROM relayed_chunk r WHERE r.segment_id = s.id)
        LIMIT ?
        """,
        query -> {
          Jdbc.time(query, 1, before);
          query.setInt(2, limit);
          var found = new ArrayList<Segment>();
          try (var rows = query.executeQuery()) {
            while (rows.next()) {
              found.add(new Segment(rows.getObject(1, UUID.class), rows.getObject(2, UUID.class)));
            }
          }
          return found;
        });
  }
}
