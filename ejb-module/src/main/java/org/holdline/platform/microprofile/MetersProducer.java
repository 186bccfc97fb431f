package org.holdline.platform.microprofile;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.holdline.platform.control.Meters;

/** Gives the meters their MicroProfile form. */
@ApplicationScoped
public class MetersProducer {
  @Produces
  @Singleton
  Meters meters(MetricRegistry registry) {
    return new MicroProfileMeters(registry);
  }
}
