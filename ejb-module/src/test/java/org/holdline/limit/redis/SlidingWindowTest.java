package org.holdline.limit.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.holdline.identity.entity.UserId;
import org.holdline.limit.control.Account;
import org.holdline.limit.control.Budget;
import org.holdline.limit.control.Charge;
import org.holdline.limit.control.Charge.Demand;
import org.holdline.limit.control.LimitSettings;
import org.holdline.platform.redis.TestRedis;

/**
 * The window beside a list of everything that passed: whatever is asked for and when, never more
 * than the allowance passes in any stretch as long as the window, and whoever has used less in it,
 * and a slice before it, gets the rest.
 */
class SlidingWindowTest {
  private static final int MAX = 20;
  private static final Duration WINDOW = Duration.ofMillis(2_050);
  private static final Duration SLICE = Duration.ofMillis(103);
  private static final Set<Budget> CHAT = Set.of(Budget.CHAT_MESSAGE);

  private record Passed(Instant at, int units) {}

  private final TestTime time = new TestTime();
  private final RedisLimits limits =
      new RedisLimits(
          TestRedis.shared().redis(),
          LimitSettings.parse("chat_message=" + MAX + "/" + WINDOW),
          time);

  private static int since(List<Passed> all, Instant after) {
    return all.stream().filter(each -> each.at().isAfter(after)).mapToInt(Passed::units).sum();
  }

  @Property(tries = 100, seed = "20261121")
  void aWindowNeverHoldsMoreThanTheAllowanceAndRefusesNoneOfIt(
      @ForAll @Size(min = 10, max = 60) List<@IntRange(max = 999) Integer> schedule) {
    var who = Account.of(new UserId("random-" + UUID.randomUUID()));
    var passed = new ArrayList<Passed>();
    for (int number : schedule) {
      int asked = number % 10;
      time.pass(Duration.ofMillis(number * 7L / 10));
      var now = time.instant();
      var grant =
          limits.charge(List.of(new Charge(who, List.of(new Demand(CHAT, asked))))).getFirst();
      int granted = grant.grants().getFirst().units();
      int surelyFree = MAX - since(passed, now.minus(WINDOW).minus(SLICE));
      passed.add(new Passed(now, granted));
      assertThat(since(passed, now.minus(WINDOW))).isLessThanOrEqualTo(MAX);
      assertThat(granted).isBetween(Math.min(asked, surelyFree), asked);
    }
  }
}
