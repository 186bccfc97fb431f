package org.holdline.transfer.entity;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.holdline.platform.entity.TransactionLock;
import org.holdline.transfer.entity.ChunkRanges.Range;

/** What the server holds of contents, and where. Calls that write need a transaction. */
@Dependent
public class RelayedChunks {
  /**
   * Each chunk is looked up by its own key, {@linkplain Jdbc#byKeys by keys}. Without the offset
   * PostgreSQL may join the other way round, as long as it does not know how many chunks a new
   * content has, and compare all with all.
   */
  private static final String HELD =
      """
       FROM listed_chunk c CROSS JOIN LATERAL (
        SELECT segment_id, position FROM relayed_chunk
        WHERE content_id = c.content_id AND digest = c.digest OFFSET 0) r
      """;

  private final EntityManager entities;
  private final Jdbc jdbc;

  @Inject
  public RelayedChunks(EntityManager entities) {
    this.entities = entities;
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
   * What a segment takes.
   *
   * @param bytes as they are stored
   */
  public record Space(Segment segment, int bytes) {}

  /**
   * Makes room for segments that are about to be stored. Nobody is told of it, so the transaction
   * does not wait for the disk: if the database dies with it, {@link #keep} finds no such room.
   *
   * @return how many bytes are stored and about to be, these included; until the end of the
   *     transaction nobody else makes room
   */
  public long reserve(List<Space> segments, Instant at) {
    jdbc.turnOff("synchronous_commit");
    TransactionLock.take(entities, "relay-space");
    jdbc.run(
        """
        INSERT INTO relay_segment (id, content_id, bytes, created_at)
        SELECT *, ? FROM unnest(?::uuid[], ?::uuid[], ?::int[])
        """,
        insert -> {
          Jdbc.time(insert, 1, at);
          Jdbc.array(insert, 2, "uuid", ids(segments));
          Jdbc.array(
              insert, 3, "uuid", segments.stream().map(s -> s.segment().content()).toArray());
          Jdbc.array(insert, 4, "int4", segments.stream().map(Space::bytes).toArray());
          return insert.executeUpdate();
        });
    return bytes();
  }

  /** How many bytes are stored and about to be. */
  public long bytes() {
    return jdbc.run(
        "SELECT coalesce(sum(bytes), 0) FROM relay_segment",
        query -> {
          try (var rows = query.executeQuery()) {
            rows.next();
            return rows.getLong(1);
          }
        });
  }

  private static Object[] ids(List<Space> segments) {
    return segments.stream().map(each -> each.segment().id()).toArray();
  }

  /**
   * Notes how large segments have become.
   *
   * @return those that have not been given up meanwhile, nor are until the end of the transaction
   */
  public Set<UUID> keep(List<Space> segments) {
    return jdbc.run(
        """
        UPDATE relay_segment s SET bytes = stored.bytes
        FROM unnest(?::uuid[], ?::int[]) AS stored (id, bytes) WHERE s.id = stored.id
        RETURNING s.id
        """,
        update -> {
          Jdbc.array(update, 1, "uuid", ids(segments));
          Jdbc.array(update, 2, "int4", segments.stream().map(Space::bytes).toArray());
          return uuids(update);
        });
  }

  private static Set<UUID> uuids(PreparedStatement statement) throws SQLException {
    var found = new HashSet<UUID>();
    try (var rows = statement.executeQuery()) {
      while (rows.next()) {
        found.add(rows.getObject(1, UUID.class));
      }
    }
    return found;
  }

  /**
   * Notes what stored segments hold; a chunk that stands elsewhere already stays there. In the
   * order of their digests, so that two who bring the same chunks do not wait for each other.
   *
   * @return the segments of which something is new
   */
  public Set<UUID> place(UUID content, List<Placed> placed) {
    return jdbc.run(
        """
        INSERT INTO relayed_chunk (content_id, segment_id, digest, position, size)
        SELECT ?, * FROM unnest(?::uuid[], ?::bytea[], ?::int[], ?::int[]) AS placed
          (segment, digest, position, size) ORDER BY digest
        ON CONFLICT DO NOTHING RETURNING segment_id
        """,
        insert -> {
          insert.setObject(1, content);
          Jdbc.array(insert, 2, "uuid", placed.stream().map(Placed::segment).toArray());
          Jdbc.array(
              insert,
              3,
              "bytea",
              placed.stream().map(each -> each.chunk().digest().bytes()).toArray(byte[][]::new));
          Jdbc.array(insert, 4, "int4", placed.stream().map(Placed::position).toArray());
          Jdbc.array(insert, 5, "int4", placed.stream().map(each -> each.chunk().size()).toArray());
          return uuids(insert);
        });
  }

  /** The numbers of all chunks that are held. */
  public ChunkRanges held(UUID content) {
    return jdbc.byKeys(
        """
        SELECT min(number), max(number) FROM (
          SELECT c.number, c.number - row_number() OVER (ORDER BY c.number) AS run
        """
            + HELD
            + """
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
    return jdbc.byKeys(
        "SELECT count(*)" + HELD + "WHERE c.content_id = ? AND c.number >= ? AND c.number < ?",
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
    return jdbc.byKeys(
        "SELECT c.number, c.digest, c.size, c.position, r.segment_id, r.position"
            + HELD
            + "WHERE c.content_id = ? AND c.number >= ? AND c.number < ? ORDER BY c.number",
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

  /** They are not to be found any more. */
  public void remove(Collection<Segment> segments) {
    jdbc.run(
        "DELETE FROM relay_segment WHERE id = ANY (?)",
        delete -> {
          Jdbc.array(delete, 1, "uuid", segments.stream().map(Segment::id).toArray());
          return delete.executeUpdate();
        });
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
