package org.holdline.room.control;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.holdline.platform.control.Setting;
import org.holdline.room.control.IceSettings.BundlePolicy;
import org.holdline.room.control.IceSettings.TransportPolicy;

/** Reads which servers help clients to find a path to each other. */
@ApplicationScoped
public class IceProducer {
  @Produces
  @Singleton
  IceSettings settings(
      @ConfigProperty(name = "holdline.ice.stun-urls") Optional<String[]> stun,
      @ConfigProperty(name = "holdline.ice.turn-urls") Optional<String[]> turn,
      @ConfigProperty(name = "holdline.ice.turn-secret") Optional<String> turnSecret,
      @ConfigProperty(name = "holdline.ice.turn-ttl", defaultValue = "PT12H") String life,
      @ConfigProperty(name = "holdline.ice.transport-policy", defaultValue = "all")
          String transport,
      @ConfigProperty(name = "holdline.ice.bundle-policy", defaultValue = "balanced")
          String bundle) {
    return new IceSettings(
        list(stun),
        list(turn),
        turnSecret.orElse(null),
        Setting.duration("holdline.ice.turn-ttl", life),
        named(transport, TransportPolicy.values(), TransportPolicy::wireName),
        named(bundle, BundlePolicy.values(), BundlePolicy::wireName));
  }

  @Produces
  @Singleton
  IceServers servers(IceSettings settings, Clock clock) {
    return new IceServers(settings, clock);
  }

  /** The server reads lists only as arrays where they may be missing. */
  private static List<String> list(Optional<String[]> configured) {
    return configured.map(List::of).orElse(List.of());
  }

  private static <T> T named(String text, T[] values, Function<T, String> name) {
    return Arrays.stream(values)
        .filter(value -> name.apply(value).equals(text))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("holdline.ice: no such policy: " + text));
  }
}
