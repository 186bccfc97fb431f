package org.holdline.session.control;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.holdline.identity.entity.UserId;
import org.holdline.room.entity.RoomId;
import org.holdline.session.entity.RecoveryRecord;
import org.holdline.session.entity.RecoveryRecords;
import org.jspecify.annotations.Nullable;

/**
 * The evidence of resumes in the database, one short transaction a call. While the database is away
 * each call throws UnavailableException {@code database_unavailable}; it may fail as late as at the
 * commit, then as EJBException. All calls may be repeated.
 */
@Stateless
public class RecoveryLedger {
  /** The longest list. */
  public static final int LIMIT_MAX = 500;

  private RecoveryRecords records;

  @SuppressWarnings("NullAway.Init") // for the container's proxy
  protected RecoveryLedger() {}

  @Inject
  public RecoveryLedger(RecoveryRecords records) {
    this.records = records;
  }

  /** Adds those that are not there yet, in one batch. */
  public void append(List<RecoveryRecord> done) {
    records.addAll(done);
  }

  /**
   * The newest first.
   *
   * @param room null for all rooms
   * @param limit 1 to {@link #LIMIT_MAX}
   */
  public List<RecoveryRecord> newest(@Nullable RoomId room, int limit) {
    return records.newest(room, limit);
  }

  public Optional<RecoveryRecord> findLatest(RoomId room, UserId user) {
    return records.findLatest(room, user);
  }

  /** Deletes up to {@link RecoveryRecords#DELETE_MAX} of before; call until it is fewer. */
  public int purge(Instant before) {
    return records.deleteBefore(before);
  }
}
