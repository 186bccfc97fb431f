package org.holdline.session.entity;

import jakarta.persistence.Embedded;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import org.hibernate.annotations.Immutable;

/** The evidence of one resume: what was lost, and what was recovered. */
@Entity
@Immutable
@Table(name = "recovery_record")
public class RecoveryRecord {
  @EmbeddedId private RecoveryKey key;
  @Embedded private RecoveryFacts facts;

  @SuppressWarnings("NullAway.Init") // for JPA, which fills the fields
  protected RecoveryRecord() {}

  public RecoveryRecord(RecoveryKey key, RecoveryFacts facts) {
    this.key = key;
    this.facts = facts;
  }

  public RecoveryKey key() {
    return key;
  }

  public RecoveryFacts facts() {
    return facts;
  }
}
