package org.holdline.identity.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Set;
import java.util.stream.IntStream;
import org.holdline.identity.control.Caller;
import org.holdline.identity.entity.UserId;
import org.holdline.platform.redis.TestRedis;
import org.holdline.problem.entity.UnavailableException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RedisTicketsTest {
  private static final Instant NOW = Instant.parse("2026-11-21T09:00:00Z");
  private static final Caller ADA =
      new Caller(
          new UserId("f:1:ada"), "Ada \"L\" 🎈", Set.of("staff", "/a b"), NOW.plusSeconds(300));

  private final TestRedis server = new TestRedis();
  private final RedisTickets tickets =
      new RedisTickets(server.redis(), Clock.fixed(NOW, ZoneOffset.UTC));

  @BeforeAll
  void isThere() {
    server.redis().ping();
  }

  @AfterAll
  void stop() {
    server.close();
  }

  @Test
  void aTicketNamesItsCallerOnce() {
    var ticket = tickets.issue(ADA);
    assertThat(ticket.expiresAt()).isEqualTo(NOW.plusSeconds(30));
    assertThat(tickets.redeem(ticket.secret())).contains(ADA);
    assertThat(tickets.redeem(ticket.secret())).isEmpty();
  }

  @Test
  void aTicketForAReturnLivesAsLongAsTheProofAnHourAtMost() {
    var ticket = tickets.issueForReturn(ADA);
    assertThat(ticket.expiresAt()).isEqualTo(ADA.expiresAt());
    assertThat(tickets.redeem(ticket.secret())).contains(ADA);
    assertThat(tickets.redeem(ticket.secret())).isEmpty();
    var patient = new Caller(ADA.id(), ADA.name(), ADA.groups(), NOW.plusSeconds(90_000));
    var capped = tickets.issueForReturn(patient);
    assertThat(capped.expiresAt()).isEqualTo(NOW.plusSeconds(3_600));
    assertThat(tickets.redeem(capped.secret())).contains(patient);
    var expired = new Caller(ADA.id(), ADA.name(), ADA.groups(), NOW.minusSeconds(1));
    assertThat(tickets.issueForReturn(expired).expiresAt()).isBefore(NOW);
  }

  @Test
  void ofManyWhoTakeItAtOnceOneGetsIt() {
    var ticket = tickets.issue(ADA);
    var taken =
        IntStream.range(0, 16)
            .parallel()
            .filter(each -> tickets.redeem(ticket.secret()).isPresent())
            .count();
    assertThat(taken).isEqualTo(1);
  }

  @Test
  void redisKnowsNeitherItsSecretNorKeepsItLongerThanItLives() {
    var ticket = tickets.issue(ADA);
    var keys = server.redis().call("*", client -> client.keys("*"));
    assertThat(keys).hasSize(1).noneMatch(key -> key.contains(ticket.secret()));
    long seconds = server.redis().call("*", client -> client.ttl(keys.iterator().next()));
    assertThat(seconds).isBetween(25L, 30L);
    assertThat(ticket.toString()).doesNotContain(ticket.secret());
    tickets.redeem(ticket.secret());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "*", "x", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "a\r\nFLUSHALL\r\n"})
  void whatWasNeverIssuedNamesNobody(String secret) {
    assertThat(tickets.redeem(secret)).isEmpty();
  }

  @Test
  void withoutRedisThereAreNoTicketsForAWhile() {
    try (var gone = new TestRedis()) {
      var lost = new RedisTickets(gone.redis(), Clock.systemUTC());
      gone.stopServer();
      assertThatThrownBy(() -> lost.issue(ADA)).isInstanceOf(UnavailableException.class);
    }
  }
}
