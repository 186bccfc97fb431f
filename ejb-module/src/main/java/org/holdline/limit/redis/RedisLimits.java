package org.holdline.limit.redis;

import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.holdline.limit.control.Charge;
import org.holdline.limit.control.LimitSettings;
import org.holdline.limit.control.Limits;
import org.holdline.limit.control.Receipt;
import org.holdline.limit.control.Refused;
import org.holdline.platform.redis.Redis;
import org.holdline.platform.redis.Script;
import org.holdline.problem.entity.UnavailableException;
import org.jspecify.annotations.Nullable;

/** Budgets in Redis: one script for each account, all in one round trip. */
public final class RedisLimits implements Limits {
  private final Redis redis;
  private final LimitSettings settings;
  private final Clock clock;
  private final RefusalLog refusals;

  public RedisLimits(Redis redis, LimitSettings settings, Clock clock) {
    this.redis = redis;
    this.settings = settings;
    this.clock = clock;
    this.refusals = new RefusalLog(redis, clock);
  }

  @Override
  public List<Receipt> charge(List<Charge> charges) {
    var now = clock.instant();
    var scripts = charges.stream().map(charge -> new ChargeScript(charge, settings)).toList();
    var calls = new LinkedHashMap<ChargeScript, Script.Call>();
    for (var script : scripts) {
      if (!script.isFree()) {
        calls.put(script, script.callAt(now));
      }
    }
    var answers =
        calls.isEmpty()
            ? Map.<ChargeScript, Object>of()
            : redis.evalAll(ChargeScript.SCRIPT, calls);
    var receipts = new ArrayList<Receipt>();
    for (var script : scripts) {
      receipts.add(script.isFree() ? script.freely() : script.read(answer(answers.get(script))));
    }
    refusals.note(charges, receipts);
    return receipts;
  }

  @Override
  public Refused refusedToday() {
    return refusals.today();
  }

  private static List<?> answer(@Nullable Object found) {
    if (found instanceof List<?> answer) {
      return answer;
    }
    throw new UnavailableException("redis_unavailable", "The message store is out of reach");
  }
}
