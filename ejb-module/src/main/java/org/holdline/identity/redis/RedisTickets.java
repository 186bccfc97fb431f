package org.holdline.identity.redis;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;
import org.holdline.identity.control.Caller;
import org.holdline.identity.control.Tickets;
import org.holdline.platform.entity.Secrets;
import org.holdline.platform.redis.Redis;
import redis.clients.jedis.params.SetParams;

/** Tickets that Redis forgets by itself; it never learns their secrets. */
@Singleton
public class RedisTickets implements Tickets {
  private static final Duration LIFE = Duration.ofSeconds(30);
  private static final Duration RETURN_LIFE = Duration.ofHours(1);
  private static final int SECRET_BYTES = 32;
  private static final Pattern SECRET = Pattern.compile("[A-Za-z0-9_-]{43}");

  private final Redis redis;
  private final Clock clock;

  @Inject
  public RedisTickets(Redis redis, Clock clock) {
    this.redis = redis;
    this.clock = clock;
  }

  @Override
  public Ticket issue(Caller caller) {
    return issue(caller, clock.instant().plus(LIFE));
  }

  @Override
  public Ticket issueForReturn(Caller caller) {
    var longest = clock.instant().plus(RETURN_LIFE);
    return issue(caller, longest.isBefore(caller.expiresAt()) ? longest : caller.expiresAt());
  }

  private Ticket issue(Caller caller, Instant expiresAt) {
    var secret = Secrets.random(SECRET_BYTES);
    var json = CallerJson.write(caller);
    var key = key(secret);
    long life = Duration.between(clock.instant(), expiresAt).toMillis();
    redis.call(key, client -> client.set(key, json, SetParams.setParams().px(Math.max(1, life))));
    return new Ticket(secret, expiresAt);
  }

  @Override
  public Optional<Caller> redeem(String secret) {
    if (!SECRET.matcher(secret).matches()) {
      return Optional.empty();
    }
    var key = key(secret);
    return Optional.ofNullable(redis.<String>call(key, client -> client.getDel(key)))
        .map(CallerJson::read);
  }

  private static String key(String secret) {
    return "webrtc:ticket:" + Secrets.hash(secret);
  }
}
