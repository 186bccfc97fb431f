package org.holdline.transfer.entity;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;

/** Which files a scanner has looked at. Calls that write need a transaction. */
@Dependent
public class FileScans {
  private final Jdbc jdbc;

  @Inject
  public FileScans(EntityManager entities) {
    this.jdbc = new Jdbc(entities);
  }

  /**
   * A file that is to be looked at.
   *
   * @param number in its content
   */
  public record Unscanned(UUID content, int number, int firstChunk, int chunkCount) {
    public int endChunk() {
      return firstChunk + chunkCount;
    }
  }

  /**
   * Takes one of which the server holds everything and that nobody has taken since then.
   *
   * @param since whoever took one before has died
   */
  public Optional<Unscanned> claim(Instant since, Instant now) {
    return jdbc.run(
        """
        UPDATE listed_file SET scan_claimed_at = ? WHERE (content_id, number) = (
          SELECT f.content_id, f.number FROM listed_file f JOIN file_content c ON c.id = f.content_id
          WHERE NOT f.clean AND c.wrapped_key IS NOT NULL AND c.closed_at IS NULL
            AND (f.scan_claimed_at IS NULL OR f.scan_claimed_at < ?)
            AND NOT EXISTS (
              SELECT 1 FROM listed_chunk k
              WHERE k.content_id = f.content_id AND k.number >= f.first_chunk
                AND k.number < f.first_chunk + f.chunk_count
                AND NOT EXISTS (SELECT 1 FROM relayed_chunk r
                  WHERE r.content_id = k.content_id AND r.digest = k.digest))
          LIMIT 1 FOR UPDATE OF f SKIP LOCKED)
        RETURNING content_id, number, first_chunk, chunk_count
        """,
        update -> {
          Jdbc.time(update, 1, now);
          Jdbc.time(update, 2, since);
          return first(update);
        });
  }

  private static Optional<Unscanned> first(PreparedStatement statement) throws SQLException {
    try (var rows = statement.executeQuery()) {
      return rows.next()
          ? Optional.of(
              new Unscanned(
                  rows.getObject(1, UUID.class), rows.getInt(2), rows.getInt(3), rows.getInt(4)))
          : Optional.empty();
    }
  }

  /** Nothing has come of it: another may take it at once. */
  public void release(Unscanned file) {
    update(
        "UPDATE listed_file SET scan_claimed_at = NULL WHERE content_id = ? AND number = ?", file);
  }

  /** It may be handed out. */
  public void pass(Unscanned file) {
    update("UPDATE listed_file SET clean = TRUE WHERE content_id = ? AND number = ?", file);
  }

  private void update(String sql, Unscanned file) {
    jdbc.run(
        sql,
        update -> {
          update.setObject(1, file.content());
          update.setInt(2, file.number());
          return update.executeUpdate();
        });
  }

  /** The first of these chunks that is of a file that must not be handed out yet. */
  public OptionalInt firstHeldBack(UUID content, int first, int count) {
    return jdbc.run(
        """
        SELECT min(greatest(first_chunk, ?)) FROM listed_file
        WHERE content_id = ? AND NOT clean AND first_chunk < ? AND first_chunk + chunk_count > ?
        """,
        query -> {
          query.setInt(1, first);
          query.setObject(2, content);
          query.setLong(3, (long) first + count);
          query.setInt(4, first);
          try (var rows = query.executeQuery()) {
            rows.next();
            int chunk = rows.getInt(1);
            return rows.wasNull() ? OptionalInt.empty() : OptionalInt.of(chunk);
          }
        });
  }
}
