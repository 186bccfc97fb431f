package org.holdline.connection.boundary;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Reads from where pages may connect. */
@ApplicationScoped
public class OriginsProducer {
  /** The server reads a list that may be missing only as an array. */
  @Produces
  @Singleton
  Origins origins(@ConfigProperty(name = "holdline.origins") Optional<String[]> origins) {
    return Origins.of(List.of(origins.orElse(new String[0])));
  }
}
