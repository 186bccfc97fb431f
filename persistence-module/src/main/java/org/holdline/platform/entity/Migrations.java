package org.holdline.platform.entity;

import java.util.stream.Stream;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.hibernate.boot.Metadata;
import org.hibernate.boot.spi.BootstrapContext;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.integrator.spi.Integrator;
import org.hibernate.service.spi.SessionFactoryServiceRegistry;

/**
 * Brings the schema up to date as Hibernate starts, before it validates the schema: a start-up bean
 * would come too late. Nodes that start together wait for each other inside Flyway.
 */
public class Migrations implements Integrator {
  @Override
  public void integrate(
      Metadata metadata, BootstrapContext context, SessionFactoryImplementor factory) {
    var properties = factory.getProperties();
    migrate(
        Stream.of("jakarta.persistence.jtaDataSource", "jakarta.persistence.nonJtaDataSource")
            .map(properties::get)
            .filter(DataSource.class::isInstance)
            .map(DataSource.class::cast)
            .findFirst()
            .orElseThrow());
  }

  @Override
  public void disintegrate(
      SessionFactoryImplementor factory, SessionFactoryServiceRegistry services) {
    // the schema outlives Hibernate
  }

  private static void migrate(DataSource source) {
    Flyway.configure(Migrations.class.getClassLoader())
        .dataSource(source)
        .locations("classpath:db/migration")
        .load()
        .migrate();
  }
}
