package org.holdline.platform.control;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Names the node as its administrator does, otherwise at random. */
@ApplicationScoped
public class NodeNameProducer {
  private static final int RANDOM_LENGTH = 8;

  @Produces
  @Singleton
  NodeName name(@ConfigProperty(name = "holdline.node.name") Optional<String> name) {
    return new NodeName(name.orElseGet(NodeNameProducer::random));
  }

  private static String random() {
    return "node-" + UUID.randomUUID().toString().substring(0, RANDOM_LENGTH);
  }
}
