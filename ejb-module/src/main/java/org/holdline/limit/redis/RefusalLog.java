package org.holdline.limit.redis;

import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.holdline.limit.control.Budget.Owner;
import org.holdline.limit.control.Charge;
import org.holdline.limit.control.Receipt;
import org.holdline.limit.control.Refused;
import org.holdline.platform.redis.Redis;
import org.holdline.platform.redis.Script;

/** Keeps in Redis who was refused today, and how much. */
final class RefusalLog {
  private static final Duration LIFE = Duration.ofDays(2);

  private static final Script NOTE =
      Script.of(
          """
          redis.set_repl(redis.REPL_NONE)
          redis.call('INCRBY', KEYS[1], ARGV[1])
          redis.call('EXPIRE', KEYS[1], ARGV[2])
          for i = 3, #ARGV do redis.call('SADD', KEYS[2], ARGV[i]) end
          redis.call('EXPIRE', KEYS[2], ARGV[2])
          return 1
          """);

  private static final Script COUNT =
      Script.of("return {redis.call('SCARD', KEYS[2]), redis.call('GET', KEYS[1]) or 0}");

  private final Redis redis;
  private final Clock clock;

  RefusalLog(Redis redis, Clock clock) {
    this.redis = redis;
    this.clock = clock;
  }

  private List<String> keys() {
    var day = LocalDate.ofInstant(clock.instant(), clock.getZone());
    var prefix = "webrtc:ratelimit:{refused}:" + day;
    return List.of(prefix + ":count", prefix + ":users");
  }

  void note(List<Charge> charges, List<Receipt> receipts) {
    long refused = 0;
    var users = new ArrayList<String>();
    for (int i = 0; i < charges.size(); i++) {
      long here = refused(charges.get(i), receipts.get(i));
      refused += here;
      if (here > 0 && charges.get(i).account().owner() == Owner.USER) {
        users.add(charges.get(i).account().id());
      }
    }
    if (refused > 0) {
      var arguments = new ArrayList<>(List.of(Long.toString(refused), "" + LIFE.toSeconds()));
      arguments.addAll(users);
      redis.eval(NOTE, keys(), arguments);
    }
  }

  private static long refused(Charge charge, Receipt receipt) {
    long refused = 0;
    for (int i = 0; i < charge.demands().size(); i++) {
      refused += charge.demands().get(i).units() - (long) receipt.grants().get(i).units();
    }
    return refused;
  }

  Refused today() {
    var answer = (List<?>) redis.eval(COUNT, keys(), List.of());
    return new Refused(
        Long.parseLong(String.valueOf(answer.get(0))),
        Long.parseLong(String.valueOf(answer.get(1))));
  }
}
