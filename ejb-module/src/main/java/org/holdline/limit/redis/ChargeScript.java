package org.holdline.limit.redis;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.holdline.limit.control.Allowance;
import org.holdline.limit.control.Budget;
import org.holdline.limit.control.Charge;
import org.holdline.limit.control.Grant;
import org.holdline.limit.control.LimitSettings;
import org.holdline.limit.control.Receipt;
import org.holdline.limit.control.Standing;
import org.holdline.platform.redis.Script;
import org.holdline.text.Words;

/**
 * Charges one account: for each demand as many units as all of its budgets have left, in one step.
 *
 * <p>A budget's window slides by slices: what was used in a slice counts until the window has left
 * the whole of it. So never more than the allowance passes in any stretch as long as the window,
 * and what has been used is free again at most a twentieth of it late.
 */
final class ChargeScript {
  /** Of a window. */
  static final int SLICES = 20;

  private static final int FACTS_OF_A_GRANT = 3;

  static final Script SCRIPT =
      Script.of(
          """
          -- Budgets need not outlive this server; nobody waits for the disk because of them.
          redis.set_repl(redis.REPL_NONE)
          local now, next_argument = tonumber(ARGV[1]), 2
          local function argument()
            next_argument = next_argument + 1
            return tonumber(ARGV[next_argument - 1])
          end
          local windows = {}
          for i, key in ipairs(KEYS) do
            local w = {key = key, max = argument(), width = argument(), used = 0, added = 0}
            w.slice = math.floor(now / w.width)
            local found = redis.pcall('HGETALL', key)
            if found.err then
              redis.call('DEL', key)
              found = {}
            end
            for j = 1, #found, 2 do
              local slice, units = tonumber(found[j]), tonumber(found[j + 1])
              if slice and units and slice >= w.slice - SLICES then
                w.used = w.used + units
                w.oldest = math.min(w.oldest or slice, slice)
                w.newest = math.max(w.newest or slice, slice)
              else
                redis.call('HDEL', key, found[j])
              end
            end
            windows[i] = w
          end
          local function free_at(w, slice)
            return (slice + SLICES + 1) * w.width
          end
          local answer = {}
          for _ = 1, argument() do
            local units, named, short, wait = argument(), {}, 0, 0
            local granted = units
            for _ = 1, argument() do
              local index = argument()
              local w = windows[index]
              named[#named + 1] = w
              local left = math.max(0, w.max - w.used)
              if left < units then
                local until_free = free_at(w, w.oldest or w.slice) - now
                if left < granted or (left == granted and until_free > wait) then
                  granted, short, wait = left, index, until_free
                end
              end
            end
            for _, w in ipairs(named) do
              w.used, w.added = w.used + granted, w.added + granted
              if granted > 0 then
                w.oldest = math.min(w.oldest or w.slice, w.slice)
                w.newest = math.max(w.newest or w.slice, w.slice)
              end
            end
            answer[#answer + 1], answer[#answer + 2], answer[#answer + 3] = granted, short, math.ceil(wait)
          end
          for _, w in ipairs(windows) do
            if w.added > 0 then
              redis.call('HINCRBY', w.key, string.format('%.0f', w.slice), w.added)
              redis.call('PEXPIRE', w.key, math.ceil((SLICES + 2) * w.width))
            end
            answer[#answer + 1] = w.used
            answer[#answer + 1] = w.newest and math.ceil(free_at(w, w.newest) - now) or 0
          end
          return answer
          """
              .replace("SLICES", Integer.toString(SLICES)));

  private final Charge charge;
  private final LimitSettings settings;
  private final List<Budget> budgets;

  ChargeScript(Charge charge, LimitSettings settings) {
    this.charge = charge;
    this.settings = settings;
    this.budgets =
        charge.demands().stream()
            .flatMap(demand -> demand.budgets().stream())
            .distinct()
            .filter(budget -> settings.find(budget).isPresent())
            .sorted()
            .toList();
  }

  /** Nothing that is asked for is limited. */
  boolean isFree() {
    return budgets.isEmpty();
  }

  Receipt freely() {
    return new Receipt(
        charge.demands().stream().map(demand -> Grant.all(demand.units())).toList(), List.of());
  }

  Script.Call callAt(Instant now) {
    var keys = budgets.stream().map(this::key).toList();
    var arguments = new ArrayList<Long>();
    arguments.add(now.toEpochMilli());
    for (var budget : budgets) {
      var allowance = allowance(budget);
      arguments.add((long) allowance.max());
      arguments.add(Math.ceilDiv(allowance.window().toMillis(), SLICES));
    }
    arguments.add((long) charge.demands().size());
    for (var demand : charge.demands()) {
      var limited = budgets.stream().filter(demand.budgets()::contains).toList();
      arguments.add((long) demand.units());
      arguments.add((long) limited.size());
      limited.forEach(budget -> arguments.add(budgets.indexOf(budget) + 1L));
    }
    return new Script.Call(keys, arguments.stream().map(String::valueOf).toList());
  }

  private String key(Budget budget) {
    var owner = Words.of(charge.account().owner());
    return "webrtc:ratelimit:{%s:%s}:%s".formatted(owner, charge.account().id(), budget.wireName());
  }

  private Allowance allowance(Budget budget) {
    return settings.find(budget).orElseThrow();
  }

  Receipt read(List<?> answer) {
    var facts = answer.stream().map(each -> Long.parseLong(String.valueOf(each))).toList();
    int demands = charge.demands().size();
    var grants = new ArrayList<Grant>();
    for (int i = 0; i < demands; i++) {
      grants.add(grant(facts.subList(i * FACTS_OF_A_GRANT, (i + 1) * FACTS_OF_A_GRANT)));
    }
    var standings = new ArrayList<Standing>();
    int at = demands * FACTS_OF_A_GRANT;
    for (var budget : budgets) {
      standings.add(
          new Standing(
              budget,
              allowance(budget),
              Math.toIntExact(facts.get(at)),
              Duration.ofMillis(facts.get(at + 1))));
      at += 2;
    }
    return new Receipt(grants, standings);
  }

  private Grant grant(List<Long> facts) {
    int granted = Math.toIntExact(facts.get(0));
    int lacking = Math.toIntExact(facts.get(1));
    return lacking == 0
        ? Grant.all(granted)
        : new Grant(
            granted, new Grant.Lack(budgets.get(lacking - 1), Duration.ofMillis(facts.get(2))));
  }
}
