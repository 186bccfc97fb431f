package org.holdline.transfer.entity;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;

/**
 * What has happened to transfers and has not been told yet. Calls need a transaction.
 *
 * <p>Whoever claims an event tells it and then removes it; if he dies in between, another claims it
 * later and it is told again.
 */
@Dependent
public class TransferEvents {
  private final Jdbc jdbc;

  @Inject
  public TransferEvents(EntityManager entities) {
    this.jdbc = new Jdbc(entities);
  }

  /**
   * Something that is to be told.
   *
   * @param type the wire name of its message
   */
  public record Event(long id, TransferId transfer, String type) {}

  public void add(TransferId transfer, String type) {
    jdbc.run(
        "INSERT INTO transfer_event (transfer_id, type) VALUES (?, ?)",
        insert -> {
          insert.setObject(1, transfer.value());
          insert.setString(2, type);
          return insert.executeUpdate();
        });
  }

  /** Those of one transfer that nobody has claimed since then, in order. */
  public List<Event> claim(TransferId transfer, Instant since, Instant now) {
    return jdbc.run(
        """
        UPDATE transfer_event SET claimed_at = ?
        WHERE transfer_id = ? AND (claimed_at IS NULL OR claimed_at < ?)
        RETURNING id, transfer_id, type
        """,
        update -> {
          Jdbc.time(update, 1, now);
          update.setObject(2, transfer.value());
          Jdbc.time(update, 3, since);
          return events(update);
        });
  }

  /** Transfers of which something has waited for longer than it takes to tell it. */
  public List<TransferId> forgotten(Instant since, int limit) {
    return jdbc.run(
        """
        SELECT DISTINCT e.transfer_id FROM transfer_event e JOIN file_transfer t
          ON t.id = e.transfer_id
        WHERE e.claimed_at < ? OR (e.claimed_at IS NULL AND t.started_at < ?) LIMIT ?
        """,
        query -> {
          Jdbc.time(query, 1, since);
          Jdbc.time(query, 2, since);
          query.setInt(3, limit);
          var found = new ArrayList<TransferId>();
          try (var rows = query.executeQuery()) {
            while (rows.next()) {
              found.add(new TransferId(rows.getObject(1, UUID.class)));
            }
          }
          return found;
        });
  }

  private static List<Event> events(PreparedStatement query) throws SQLException {
    var events = new ArrayList<Event>();
    try (var rows = query.executeQuery()) {
      while (rows.next()) {
        events.add(
            new Event(
                rows.getLong(1), new TransferId(rows.getObject(2, UUID.class)), rows.getString(3)));
      }
    }
    events.sort(Comparator.comparingLong(Event::id));
    return events;
  }

  /** They have been told. */
  public void remove(List<Event> told) {
    jdbc.run(
        "DELETE FROM transfer_event WHERE id = ANY (?::bigint[])",
        delete -> {
          Jdbc.array(delete, 1, "int8", told.stream().map(Event::id).toArray());
          return delete.executeUpdate();
        });
  }
}
