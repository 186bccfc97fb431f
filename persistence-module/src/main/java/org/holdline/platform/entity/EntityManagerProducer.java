package org.holdline.platform.entity;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;

/** Hands the container's entity manager to constructors; each transaction sees its own. */
@ApplicationScoped
public class EntityManagerProducer {
  @PersistenceContext(unitName = "holdline")
  private EntityManager entities;

  @Produces
  EntityManager entities() {
    return entities;
  }
}
