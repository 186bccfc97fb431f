package org.holdline.health.control;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Comparator;
import org.holdline.platform.control.Background;
import org.holdline.platform.control.HealthComponent;

/** Gathers the components that there are. */
@ApplicationScoped
public class HealthProducer {
  @Produces
  @Singleton
  HealthMonitor monitor(
      @Any Instance<HealthComponent> components, Background background, Clock clock) {
    return new HealthMonitor(
        components.stream().sorted(Comparator.comparing(HealthComponent::name)).toList(),
        background,
        clock);
  }
}
