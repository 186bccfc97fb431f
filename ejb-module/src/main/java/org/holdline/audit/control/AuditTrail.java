package org.holdline.audit.control;

/** Where decisions about rooms are put on record, by whoever has just carried them out. */
public interface AuditTrail {
  /** Returns at once as long as the database keeps up, and never fails. */
  void record(AuditEvent event);
}
