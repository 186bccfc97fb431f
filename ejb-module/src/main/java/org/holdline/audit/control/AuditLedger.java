package org.holdline.audit.control;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import org.holdline.audit.entity.AuditCursor;
import org.holdline.audit.entity.AuditFilter;
import org.holdline.audit.entity.AuditRecord;
import org.holdline.audit.entity.AuditRecords;
import org.jspecify.annotations.Nullable;

/**
 * The audit in the database, one short transaction a call. While the database is away each call
 * throws UnavailableException {@code database_unavailable}; it may fail as late as at the commit,
 * then as EJBException. All calls may be repeated.
 */
@Stateless
public class AuditLedger {
  /** The longest page. */
  public static final int LIMIT_MAX = 500;

  private AuditRecords records;

  @SuppressWarnings("NullAway.Init") // for the container's proxy
  protected AuditLedger() {}

  @Inject
  public AuditLedger(AuditRecords records) {
    this.records = records;
  }

  /** Adds those that are not there yet, in one batch. */
  public void append(List<AuditRecord> decided) {
    records.addAll(decided);
  }

  /**
   * The newest first.
   *
   * @param before null for the newest page
   * @param limit 1 to {@link #LIMIT_MAX}
   */
  public AuditPage page(AuditFilter filter, @Nullable AuditCursor before, int limit) {
    var found = records.newest(filter, before, limit + 1);
    var shown = found.subList(0, Math.min(limit, found.size()));
    return new AuditPage(shown, found.size() > limit ? AuditCursor.at(shown.getLast()) : null);
  }

  /** Deletes up to {@link AuditRecords#DELETE_MAX} of before; call until it is fewer. */
  public int purge(Instant before) {
    return records.deleteBefore(before);
  }
}
