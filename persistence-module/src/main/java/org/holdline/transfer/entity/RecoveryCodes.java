package org.holdline.transfer.entity;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.holdline.identity.entity.UserId;

/** The recovery codes that nobody has used yet. Calls need a transaction. */
@Dependent
public class RecoveryCodes {
  private final Jdbc jdbc;

  @Inject
  public RecoveryCodes(EntityManager entities) {
    this.jdbc = new Jdbc(entities);
  }

  /** Keeps a code of his; those before, for the same transfer, are of no use any more. */
  public void replace(RecoveryCode code, TransferId transfer, UserId user, Instant expiresAt) {
    jdbc.run(
        "DELETE FROM recovery_code WHERE transfer_id = ? AND user_id = ?",
        delete -> {
          delete.setObject(1, transfer.value());
          delete.setString(2, user.value());
          return delete.executeUpdate();
        });
    jdbc.run(
        "INSERT INTO recovery_code (hash, transfer_id, user_id, expires_at) VALUES (?, ?, ?, ?)",
        insert -> {
          insert.setString(1, code.hash());
          insert.setObject(2, transfer.value());
          insert.setString(3, user.value());
          Jdbc.time(insert, 4, expiresAt);
          return insert.executeUpdate();
        });
  }

  /** What a code is for, without using it up. */
  public Optional<TransferId> find(RecoveryCode code, UserId user, Instant now) {
    return transfer(
        "SELECT transfer_id FROM recovery_code WHERE hash = ? AND user_id = ? AND expires_at > ?",
        code,
        user,
        now);
  }

  /**
   * The same, and it is of no use any more; nothing when it is none, somebody else's, used or too
   * old.
   */
  public Optional<TransferId> redeem(RecoveryCode code, UserId user, Instant now) {
    return transfer(
        """
        DELETE FROM recovery_code WHERE hash = ? AND user_id = ? AND expires_at > ?
        RETURNING transfer_id
        """,
        code,
        user,
        now);
  }

  private Optional<TransferId> transfer(String sql, RecoveryCode code, UserId user, Instant now) {
    return jdbc.run(
        sql,
        statement -> {
          statement.setString(1, code.hash());
          statement.setString(2, user.value());
          Jdbc.time(statement, 3, now);
          try (var rows = statement.executeQuery()) {
            return rows.next()
                ? Optional.of(new TransferId(rows.getObject(1, UUID.class)))
                : Optional.empty();
          }
        });
  }
}
