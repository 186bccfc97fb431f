package org.holdline.limit.redis;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.holdline.identity.entity.UserId;
import org.holdline.limit.control.Account;
import org.holdline.limit.control.Budget;
import org.holdline.limit.control.Charge;
import org.holdline.limit.control.Charge.Demand;
import org.holdline.limit.control.Grant;
import org.holdline.limit.control.LimitSettings;
import org.holdline.limit.control.Receipt;
import org.holdline.limit.control.Refused;
import org.holdline.platform.redis.TestRedis;
import org.holdline.problem.entity.UnavailableException;
import org.junit.jupiter.api.Test;

class RedisLimitsTest {
  private static final Set<Budget> CHAT = Set.of(Budget.WEBSOCKET_MESSAGE, Budget.CHAT_MESSAGE);
  private static final Set<Budget> OTHER = Set.of(Budget.WEBSOCKET_MESSAGE);

  private final TestRedis redis = TestRedis.shared();
  private final TestTime time = new TestTime();
  private final Account ada = Account.of(new UserId("{ada}:" + UUID.randomUUID()));
  private final RedisLimits limits = limits("chat_message=60/PT1M,websocket_message=100/PT1M");

  private RedisLimits limits(String settings) {
    return new RedisLimits(redis.redis(), LimitSettings.parse(settings), time);
  }

  private Receipt ask(Demand... demands) {
    return limits.charge(List.of(new Charge(ada, List.of(demands)))).getFirst();
  }

  private static List<Integer> units(Receipt receipt) {
    return receipt.grants().stream().map(Grant::units).toList();
  }

  @Test
  void ofManyAtOnceExactlyTheAllowancePasses() throws Exception {
    var tries =
        IntStream.range(0, 200)
            .<Callable<Integer>>mapToObj(
                n -> () -> ask(new Demand(CHAT, 1)).grants().getFirst().units())
            .toList();
    int passed = 0;
    try (var threads = Executors.newFixedThreadPool(20)) {
      for (var tried : threads.invokeAll(tries)) {
        passed += tried.get();
      }
    }
    assertThat(passed).isEqualTo(60);
  }

  @Test
  void aBatchCostsWhatItHasAndTheFirstOfItPass() {
    var receipt = ask(new Demand(CHAT, 200));
    assertThat(receipt.grants().getFirst().units()).isEqualTo(60);
    assertThat(receipt.grants().getFirst().lack())
        .extracting(Grant.Lack::budget)
        .isEqualTo(Budget.CHAT_MESSAGE);
    assertThat(units(ask(new Demand(CHAT, 1)))).containsExactly(0);
  }

  @Test
  void eachDemandIsChargedToAllOfItsBudgetsOrToNone() {
    var receipt = ask(new Demand(OTHER, 70), new Demand(CHAT, 50), new Demand(OTHER, 10));
    assertThat(units(receipt)).containsExactly(70, 30, 0);
    var left = limits.look(ada, Budget.CHAT_MESSAGE).getFirst();
    assertThat(left.remaining()).isEqualTo(30);
    assertThat(receipt.tightest())
        .get()
        .satisfies(tightest -> {
          assertThat(tightest.budget()).isEqualTo(Budget.WEBSOCKET_MESSAGE);
          assertThat(tightest.remaining()).isZero();
        });
  }

  @Test
  void whatIsGrantedIsFreeAgainAfterTheWindow() {
    ask(new Demand(CHAT, 59));
    time.pass(Duration.ofSeconds(30));
    ask(new Demand(CHAT, 1));
    var lack = requireNonNull(ask(new Demand(CHAT, 1)).grants().getFirst().lack());
    assertThat(lack.freeIn()).isBetween(Duration.ofSeconds(30), Duration.ofSeconds(33));
    time.pass(lack.freeIn().minusMillis(1));
    assertThat(units(ask(new Demand(CHAT, 1)))).containsExactly(0);
    time.pass(Duration.ofMillis(1));
    assertThat(units(ask(new Demand(CHAT, 60)))).containsExactly(59);
  }

  @Test
  void lookingCostsNothing() {
    assertThat(limits.look(ada, Budget.CHAT_MESSAGE).getFirst().used()).isZero();
    ask(new Demand(CHAT, 2));
    IntStream.range(0, 3)
        .forEach(
            n -> assertThat(limits.look(ada, Budget.CHAT_MESSAGE).getFirst().used()).isEqualTo(2));
    var whole = limits.look(ada, Budget.CHAT_MESSAGE).getFirst().wholeIn();
    assertThat(whole).isBetween(Duration.ofMinutes(1), Duration.ofSeconds(63));
  }

  @Test
  void whatIsNotLimitedIsFree() {
    var free = limits("chat_message=off,websocket_message=10/PT1M");
    var charge = new Charge(ada, List.of(new Demand(Set.of(Budget.CHAT_MESSAGE), 500)));
    assertThat(free.charge(List.of(charge)).getFirst().grants()).containsExactly(Grant.all(500));
    assertThat(free.look(ada, Budget.CHAT_MESSAGE)).isEmpty();
    assertThat(
            units(free.charge(List.of(new Charge(ada, List.of(new Demand(CHAT, 11))))).getFirst()))
        .containsExactly(10);
  }

  @Test
  void accountsDoNotKnowEachOther() {
    ask(new Demand(CHAT, 60));
    var alan = Account.of(new UserId("alan-" + UUID.randomUUID()));
    var receipts =
        limits.charge(
            List.of(Charge.one(ada, CHAT), Charge.one(alan, CHAT), Charge.one(alan, Set.of())));
    assertThat(receipts.stream().flatMap(each -> units(each).stream())).containsExactly(0, 1, 1);
  }

  @Test
  void aLowerAllowanceHoldsAtOnce() {
    ask(new Demand(CHAT, 60));
    var stricter = limits("chat_message=10/PT1M");
    var standing = stricter.look(ada, Budget.CHAT_MESSAGE).getFirst();
    assertThat(standing.remaining()).isZero();
    assertThat(units(stricter.charge(List.of(Charge.one(ada, CHAT))).getFirst()))
        .containsExactly(0);
  }

  @Test
  void whoWasRefusedTodayIsKnown() {
    try (var own = TestRedis.withoutPersistence()) {
      var noted = new RedisLimits(own.redis(), LimitSettings.parse("reaction=3/PT1M"), time);
      var reactions = new Charge(ada, List.of(new Demand(Set.of(Budget.REACTION), 5)));
      noted.charge(List.of(reactions));
      noted.charge(List.of(reactions));
      assertThat(noted.refusedToday()).isEqualTo(new Refused(1, 7));
      time.pass(Duration.ofDays(1));
      assertThat(noted.refusedToday()).isEqualTo(new Refused(0, 0));
    }
  }

  @Test
  void damageIsForgotten() {
    ask(new Demand(CHAT, 60));
    try (var client = redis.jedis()) {
      var keys = client.keys("webrtc:ratelimit:{user:" + ada.id() + "*");
      assertThat(keys).hasSize(2);
      keys.forEach(key -> client.set(key, "no hash"));
    }
    assertThat(units(ask(new Demand(CHAT, 1)))).containsExactly(1);
  }

  @Test
  void redisForgetsByItselfAndNeverWritesItDown() {
    try (var own = new TestRedis();
        var client = own.jedis()) {
      var kept = new RedisLimits(own.redis(), LimitSettings.usual(), Clock.systemUTC());
      kept.charge(List.of(Charge.one(ada, CHAT)));
      assertThat(client.keys("*").stream().map(client::ttl).collect(Collectors.toSet()))
          .allSatisfy(seconds -> assertThat(seconds).isBetween(1L, 66L));
      own.stopServer();
      own.restart();
      try (var again = own.open()) {
        var forgotten = new RedisLimits(again, LimitSettings.usual(), Clock.systemUTC());
        assertThat(forgotten.look(ada, Budget.CHAT_MESSAGE).getFirst().used()).isZero();
      }
    }
  }

  @Test
  void withoutRedisNobodyKnows() {
    try (var gone = new TestRedis()) {
      var lost = new RedisLimits(gone.redis(), LimitSettings.usual(), Clock.systemUTC());
      gone.stopServer();
      assertThatThrownBy(() -> lost.charge(List.of(Charge.one(ada, CHAT))))
          .isInstanceOf(UnavailableException.class);
    }
  }
}
