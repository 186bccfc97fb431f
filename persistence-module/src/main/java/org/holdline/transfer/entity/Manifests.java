package org.holdline.transfer.entity;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.holdline.transfer.entity.ListedFile.FileFacts;

/** The files and chunks of contents. Calls that write need a transaction. */
@Dependent
public class Manifests {
  private static final String FILE_COLUMNS =
      "number, path, size, type, modified_at, sha256, first_chunk, chunk_count";

  private final Jdbc jdbc;

  @Inject
  public Manifests(EntityManager entities) {
    this.jdbc = new Jdbc(entities);
  }

  /**
   * Adds to the end of a manifest; whoever calls has locked its content.
   *
   * @param clean whether nobody has to look at the files before they are handed out
   */
  public void append(UUID content, List<ListedFile> files, List<Chunk> chunks, boolean clean) {
    jdbc.run(
        "INSERT INTO listed_file (content_id, "
            + FILE_COLUMNS
            + ", clean) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        insert -> {
          for (var each : files) {
            var facts = each.facts();
            insert.setObject(1, content);
            insert.setInt(2, each.number());
            insert.setString(3, facts.path());
            insert.setLong(4, facts.size());
            insert.setString(5, facts.type());
            Jdbc.time(insert, 6, facts.modifiedAt());
            insert.setBytes(7, each.sha256().bytes());
            insert.setInt(8, each.firstChunk());
            insert.setInt(9, each.chunkCount());
            insert.setBoolean(10, clean || each.chunkCount() == 0);
            insert.addBatch();
          }
          return insert.executeBatch();
        });
    jdbc.run(
        """
        INSERT INTO listed_chunk (content_id, number, digest, size, position)
        SELECT ?, * FROM unnest(?::int[], ?::bytea[], ?::int[], ?::bigint[])
        """,
        insert -> {
          insert.setObject(1, content);
          Jdbc.array(insert, 2, "int4", chunks.stream().map(Chunk::number).toArray());
          Jdbc.array(
              insert,
              3,
              "bytea",
              chunks.stream().map(c -> c.digest().bytes()).toArray(byte[][]::new));
          Jdbc.array(insert, 4, "int4", chunks.stream().map(Chunk::size).toArray());
          Jdbc.array(insert, 5, "int8", chunks.stream().map(Chunk::position).toArray());
          return insert.executeUpdate();
        });
  }

  /** Whether one of these paths is listed already. */
  public boolean hasAny(UUID content, List<String> paths) {
    return jdbc.run(
        """
        SELECT 1 FROM unnest(?::text[]) asked JOIN listed_file f
          ON f.content_id = ? AND md5(f.path) = md5(asked) AND f.path = asked LIMIT 1
        """,
        query -> {
          Jdbc.array(query, 1, "text", paths.toArray());
          query.setObject(2, content);
          try (var rows = query.executeQuery()) {
            return rows.next();
          }
        });
  }

  /** Files from a number on, at most so many. */
  public List<ListedFile> files(UUID content, int from, int limit) {
    return jdbc.run(
        "SELECT "
            + FILE_COLUMNS
            + " FROM listed_file WHERE content_id = ? AND number >= ? ORDER BY number LIMIT ?",
        query -> {
          query.setObject(1, content);
          query.setInt(2, from);
          query.setInt(3, limit);
          return files(query);
        });
  }

  private static List<ListedFile> files(PreparedStatement query) throws SQLException {
    var files = new ArrayList<ListedFile>();
    try (var rows = query.executeQuery()) {
      while (rows.next()) {
        files.add(file(rows));
      }
    }
    return files;
  }

  private static ListedFile file(ResultSet row) throws SQLException {
    return new ListedFile(
        row.getInt(1),
        new FileFacts(row.getString(2), row.getLong(3), row.getString(4), Jdbc.findTime(row, 5)),
        Digest.of(row.getBytes(6)),
        row.getInt(7),
        row.getInt(8));
  }

  public Optional<ListedFile> findFile(UUID content, int number) {
    return files(content, number, 1).stream().filter(each -> each.number() == number).findFirst();
  }

  /** Files that begin with one of the chunks from {@code first} to before {@code end}. */
  public List<ListedFile> filesOf(UUID content, int first, int end) {
    return jdbc.run(
        "SELECT "
            + FILE_COLUMNS
            + " FROM listed_file WHERE content_id = ? AND first_chunk >= ? AND first_chunk < ?"
            + " AND chunk_count > 0",
        query -> {
          query.setObject(1, content);
          query.setInt(2, first);
          query.setInt(3, end);
          return files(query);
        });
  }

  /** The number of the chunk in which a byte of a file stands. */
  public int chunkAt(UUID content, ListedFile file, long position) {
    return jdbc.run(
        """
        SELECT max(number) FROM listed_chunk
        WHERE content_id = ? AND number >= ? AND number < ? AND position <= ?
        """,
        query -> {
          query.setObject(1, content);
          query.setInt(2, file.firstChunk());
          query.setInt(3, file.endChunk());
          query.setLong(4, position);
          try (var rows = query.executeQuery()) {
            rows.next();
            return rows.getInt(1);
          }
        });
  }

  /** Chunks from a number on, at most so many. */
  public List<Chunk> chunks(UUID content, int first, int limit) {
    return jdbc.run(
        """
        SELECT number, digest, size, position FROM listed_chunk
        WHERE content_id = ? AND number >= ? ORDER BY number LIMIT ?
        """,
        query -> {
          query.setObject(1, content);
          query.setInt(2, first);
          query.setInt(3, limit);
          var chunks = new ArrayList<Chunk>();
          try (var rows = query.executeQuery()) {
            while (rows.next()) {
              chunks.add(chunk(rows));
            }
          }
          return chunks;
        });
  }

  static Chunk chunk(ResultSet row) throws SQLException {
    return new Chunk(row.getInt(1), Digest.of(row.getBytes(2)), row.getInt(3), row.getLong(4));
  }

  /** How many bytes these chunks have. */
  public long bytes(UUID content, ChunkRanges ranges) {
    return jdbc.run(
        """
        SELECT coalesce(sum(c.size), 0) FROM unnest(?::int[], ?::int[]) AS r (first, last)
        JOIN listed_chunk c ON c.content_id = ? AND c.number BETWEEN r.first AND r.last
        """,
        query -> {
          Jdbc.array(query, 1, "int4", ranges.ranges().stream().map(r -> r.first()).toArray());
          Jdbc.array(query, 2, "int4", ranges.ranges().stream().map(r -> r.last()).toArray());
          query.setObject(3, content);
          try (var rows = query.executeQuery()) {
            rows.next();
            return rows.getLong(1);
          }
        });
  }
}
