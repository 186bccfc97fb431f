package org.holdline.identity.boundary;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.Arrays;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Reads which proxies are ours. */
@ApplicationScoped
public class AddressesProducer {
  @Produces
  @Singleton
  Addresses addresses(
      @ConfigProperty(name = "holdline.proxies", defaultValue = "127.0.0.1,::1") String proxies) {
    return new Addresses(Arrays.stream(proxies.split(",", -1)).map(String::strip).toList());
  }
}
