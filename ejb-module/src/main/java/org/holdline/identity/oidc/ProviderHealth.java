package org.holdline.identity.oidc;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Duration;
import org.holdline.platform.control.HealthComponent;

/** Whether the sign-on provider answers; those who are signed in go on without it for a while. */
@Singleton
public class ProviderHealth implements HealthComponent {
  private static final Duration RECENT = Duration.ofSeconds(10);

  private final ProviderKeys keys;

  @Inject
  ProviderHealth(ProviderKeys keys) {
    this.keys = keys;
  }

  @Override
  public String name() {
    return "identity";
  }

  @Override
  public boolean isVital() {
    return false;
  }

  @Override
  public void check() throws IOException {
    keys.check(RECENT);
  }
}
