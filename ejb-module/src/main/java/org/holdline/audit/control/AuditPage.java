package org.holdline.audit.control;

import java.util.List;
import org.holdline.audit.entity.AuditCursor;
import org.holdline.audit.entity.AuditRecord;
import org.jspecify.annotations.Nullable;

/**
 * A piece of the audit.
 *
 * @param records newest first
 * @param nextBefore from where older ones go on; null when there are none
 */
public record AuditPage(List<AuditRecord> records, @Nullable AuditCursor nextBefore) {
  public AuditPage {
    records = List.copyOf(records);
  }
}
