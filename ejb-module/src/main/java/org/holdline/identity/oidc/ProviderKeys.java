package org.holdline.identity.oidc;

import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.RemoteKeySourceException;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import com.nimbusds.jose.util.JSONObjectUtils;
import com.nimbusds.jose.util.ResourceRetriever;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.holdline.platform.control.LogEvent;
import org.jspecify.annotations.Nullable;

/**
 * The provider's public keys, fetched when one is missing or the set is old, but never more often
 * than {@link #PAUSE}, so that made-up key ids cannot make us flood the provider. While the
 * provider is away the keys last seen are believed for an hour. Thread-safe.
 */
final class ProviderKeys implements JWKSource<SecurityContext> {
  static final Duration PAUSE = Duration.ofSeconds(2);
  static final Duration FRESH = Duration.ofMinutes(5);
  static final Duration KEPT = Duration.ofHours(1);

  private static final System.Logger LOG = System.getLogger(ProviderKeys.class.getName());
  private static final int CONNECT_MAX_MS = 1000;
  private static final int READ_MAX_MS = 2000;
  private static final int SIZE_MAX_BYTES = 200_000;

  private record Loaded(JWKSet keys, Instant at) {}

  private final OidcSettings settings;
  private final Clock clock;
  private final ResourceRetriever web =
      new DefaultResourceRetriever(CONNECT_MAX_MS, READ_MAX_MS, SIZE_MAX_BYTES);
  private final ReentrantLock loading = new ReentrantLock();
  private Instant triedAt = Instant.EPOCH;
  private volatile @Nullable Loaded loaded;

  ProviderKeys(OidcSettings settings, Clock clock) {
    this.settings = settings;
    this.clock = clock;
  }

  @Override
  public List<JWK> get(JWKSelector selector, @Nullable SecurityContext context)
      throws KeySourceException {
    var known = select(selector, KEPT);
    if (!known.isEmpty()) {
      refreshUnlessBusy();
      return known;
    }
    loading.lock();
    try {
      refresh();
    } finally {
      loading.unlock();
    }
    if (age().compareTo(KEPT) > 0) {
      throw new RemoteKeySourceException("no keys from the provider", null);
    }
    return select(selector, KEPT);
  }

  /** Makes sure that the provider has been reached a moment ago. */
  void check(Duration recent) throws IOException {
    if (age().compareTo(recent) > 0) {
      try {
        load();
      } catch (ParseException e) {
        throw new IOException("no key set", e);
      }
    }
  }

  private List<JWK> select(JWKSelector selector, Duration ageMax) {
    var keys = loaded;
    return keys == null || age().compareTo(ageMax) > 0 ? List.of() : selector.select(keys.keys());
  }

  private Duration age() {
    var keys = loaded;
    return keys == null
        ? Duration.ofSeconds(Long.MAX_VALUE)
        : Duration.between(keys.at(), clock.instant());
  }

  /** One request pays for the renewal of an old set, the others go on with it. */
  private void refreshUnlessBusy() {
    if (age().compareTo(FRESH) > 0 && loading.tryLock()) {
      try {
        refresh();
      } finally {
        loading.unlock();
      }
    }
  }

  private void refresh() {
    var now = clock.instant();
    if (now.isBefore(triedAt.plus(PAUSE))) {
      return;
    }
    triedAt = now;
    try {
      load();
    } catch (IOException | ParseException e) {
      LOG.log(
          Level.WARNING,
          LogEvent.of("sign-on keys not fetched").with("cause", e.getClass().getSimpleName()));
    }
  }

  private void load() throws IOException, ParseException {
    var keys = JWKSet.parse(fetch(address()));
    loaded = new Loaded(keys, clock.instant());
  }

  private URI address() throws IOException, ParseException {
    var configured = settings.jwksUri();
    if (configured != null) {
      return configured;
    }
    var document = JSONObjectUtils.parse(fetch(settings.discovery()));
    if (!settings.issuer().toString().equals(JSONObjectUtils.getString(document, "issuer"))) {
      throw new IOException("the provider calls itself by another name");
    }
    var address = JSONObjectUtils.getURI(document, "jwks_uri");
    if (address == null) {
      throw new IOException("the provider names no key set");
    }
    return address;
  }

  private String fetch(URI address) throws IOException {
    return web.retrieveResource(address.toURL()).getContent();
  }
}
