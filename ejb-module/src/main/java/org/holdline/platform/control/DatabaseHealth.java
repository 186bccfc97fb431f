package org.holdline.platform.control;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import org.holdline.platform.entity.Database;

/** Whether PostgreSQL answers; without it rooms go on, and what is past their buffers waits. */
@Singleton
public class DatabaseHealth implements HealthComponent {
  private final Database database;

  @Inject
  public DatabaseHealth(Database database) {
    this.database = database;
  }

  @Override
  public String name() {
    return "database";
  }

  @Override
  public boolean isVital() {
    return false;
  }

  @Override
  public void check() {
    database.ping();
  }
}
