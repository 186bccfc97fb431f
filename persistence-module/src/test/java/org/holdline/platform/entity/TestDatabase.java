package org.holdline.platform.entity;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.Persistence;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.function.Function;
import javax.sql.DataSource;

/** A real, empty PostgreSQL that the migrations have just been run on, and transactions on it. */
public final class TestDatabase implements AutoCloseable {
  private final EmbeddedPostgres server;
  private final EntityManagerFactory factory;

  public TestDatabase() {
    try {
      server = EmbeddedPostgres.builder().setLocaleConfig("locale", "C.UTF-8").start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    factory =
        Persistence.createEntityManagerFactory(
            "holdline",
            Map.of(
                "jakarta.persistence.transactionType", "RESOURCE_LOCAL",
                "jakarta.persistence.nonJtaDataSource", source(),
                "hibernate.transaction.coordinator_class", "jdbc"));
  }

  public DataSource source() {
    return server.getPostgresDatabase();
  }

  /** Runs work in a transaction of its own. */
  public <T> T inTransaction(Function<EntityManager, T> work) {
    try (var entities = factory.createEntityManager()) {
      var transaction = entities.getTransaction();
      transaction.begin();
      try {
        var answer = work.apply(entities);
        transaction.commit();
        return answer;
      } finally {
        if (transaction.isActive()) {
          transaction.rollback();
        }
      }
    }
  }

  /** Takes the server away, as when its machine dies. */
  public void stopServer() {
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    factory.close();
    stopServer();
  }
}
