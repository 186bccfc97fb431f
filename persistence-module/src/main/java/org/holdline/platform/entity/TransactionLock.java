package org.holdline.platform.entity;

import jakarta.persistence.EntityManager;

/** Locks of PostgreSQL that have a name and end with the transaction. */
public final class TransactionLock {
  private TransactionLock() {}

  /** Waits until nobody else has it; until the end of the transaction nobody else gets it. */
  public static void take(EntityManager entities, String name) {
    entities
        .createNativeQuery("SELECT pg_advisory_xact_lock(hashtextextended(:name, 0))")
        .setParameter("name", name)
        .getSingleResult();
  }
}
