package org.holdline.platform.microprofile;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.holdline.platform.control.SharedMeters;

/** Gives the meters their MicroProfile form. */
@ApplicationScoped
public class MetersProducer {
  @Produces
  @Singleton
  SharedMeters meters(MetricRegistry registry) {
    return new SharedMeters(new MicroProfileMeters(registry));
  }
}
