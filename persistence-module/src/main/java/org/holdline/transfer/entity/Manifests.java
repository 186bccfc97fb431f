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
   * @return false when one of the paths is listed already; then the transaction is to be rolled
   *     back
   */
  public boolean append(UUID content, List<ListedFile> files, List<Chunk> chunks, boolean clean) {
    appendChunks(content, chunks);
    return appendFiles(content, files, clean) == files.size();
  }

  /** Answers how many of them are new. */
  private int appendFiles(UUID content, List<ListedFile> files, boolean clean) {
    return jdbc.run(
        """
        INSERT INTO listed_file (content_id, clean, %s)
        SELECT ?, ? OR chunk_count = 0, listed.* FROM unnest(?::int[], ?::text[], ?::bigint[],
          ?::text[], ?::timestamptz[], ?::bytea[], ?::int[], ?::int[]) AS listed (%s)
        ON CONFLICT (content_id, md5(path)) DO NOTHING
        """
            .formatted(FILE_COLUMNS, FILE_COLUMNS),
        insert -> {
          var facts = files.stream().map(ListedFile::facts).toList();
          insert.setObject(1, content);
          insert.setBoolean(2, clean);
          Jdbc.array(insert, 3, "int4", files.stream().map(ListedFile::number).toArray());
          Jdbc.array(insert, 4, "text", facts.stream().map(FileFacts::path).toArray());
          Jdbc.array(insert, 5, "int8", facts.stream().map(FileFacts::size).toArray());
          Jdbc.array(insert, 6, "text", facts.stream().map(FileFacts::type).toArray());
          Jdbc.array(insert, 7, "timestamptz", facts.stream().map(FileFacts::modifiedAt).toArray());
          Jdbc.array(
              insert,
              8,
              "bytea",
              files.stream().map(f -> f.sha256().bytes()).toArray(byte[][]::new));
          Jdbc.array(insert, 9, "int4", files.stream().map(ListedFile::firstChunk).toArray());
          Jdbc.array(insert, 10, "int4", files.stream().map(ListedFile::chunkCount).toArray());
          return insert.executeUpdate();
        });
  }

  private void appendChunks(UUID content, List<Chunk> chunks) {
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
    return jdbc.byKeys(
        """
        SELECT coalesce(sum(c.size), 0) FROM unnest(?::int[], ?::int[]) AS r (first, last)
        CROSS JOIN LATERAL (
          SELECT size FROM listed_chunk
          WHERE content_id = ? AND number BETWEEN r.first AND r.last OFFSET 0) c
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
