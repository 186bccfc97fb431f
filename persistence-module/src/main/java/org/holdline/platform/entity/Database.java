package org.holdline.platform.entity;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;

/** The database as a whole. */
@Dependent
public class Database {
  private static final int ANSWER_MAX_MS = 1000;

  private final EntityManager entities;

  @Inject
  public Database(EntityManager entities) {
    this.entities = entities;
  }

  /** Returns when the database has answered; throws what went wrong otherwise. */
  public void ping() {
    entities
        .createNativeQuery("SELECT 1")
        .setHint("jakarta.persistence.query.timeout", ANSWER_MAX_MS)
        .getSingleResult();
  }
}
