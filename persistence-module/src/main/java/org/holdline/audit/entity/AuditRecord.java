package org.holdline.audit.entity;

import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.UUID;
import org.hibernate.annotations.Immutable;

/** One decision, as it stands in the audit. */
@Entity
@Immutable
@Table(name = "audit_event")
public class AuditRecord {
  @Id private UUID id;
  @Embedded private AuditFacts facts;

  @SuppressWarnings("NullAway.Init") // for JPA, which fills the fields
  protected AuditRecord() {}

  public AuditRecord(UUID id, AuditFacts facts) {
    this.id = id;
    this.facts = facts;
  }

  public UUID id() {
    return id;
  }

  public AuditFacts facts() {
    return facts;
  }
}
