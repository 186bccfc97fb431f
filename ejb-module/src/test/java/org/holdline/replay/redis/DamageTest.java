package org.holdline.replay.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.holdline.identity.entity.UserId;
import org.holdline.platform.control.Eventually;
import org.holdline.platform.redis.TestRedis;
import org.holdline.room.entity.RoomId;
import org.holdline.session.redis.TestNode;
import org.holdline.session.redis.Visitor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.StreamEntryID;
import redis.clients.jedis.params.XAddParams;

/** Somebody else writes into a room's keys. */
class DamageTest {
  private static final Duration PATIENCE = Duration.ofMillis(300);

  private final TestNode node = TestNode.ofProduct();
  private final Jedis jedis = TestRedis.shared().jedis();
  private final RoomId room = TestNode.freshRoom();
  private final RoomKeys keys = new RoomKeys(room);
  private final Visitor ada = visitor("ada");
  private final Visitor bob = visitor("bob");
  private final Visitor eve = visitor("eve");

  private Visitor visitor(String user) {
    var visitor = new Visitor(node, room, user);
    visitor.connect();
    return visitor;
  }

  @AfterEach
  void close() {
    assertThat(node.background().failures()).isEmpty();
    jedis.close();
    node.close();
  }

  /** Everybody hears what is said after the damage, and what was said before or that it is gone. */
  private void everybodyGoesOn() {
    ada.sayUntilAccepted("after");
    eve.comeBack();
    var later = new AtomicInteger();
    Eventually.that("all hear", () -> bothHear("later " + later.incrementAndGet()));
    for (var each : List.of(bob, eve)) {
      assertThat(each.heard()).startsWith("1", "2").doesNotHaveDuplicates();
      assertThat(each.heard().contains("3") || !each.told().isEmpty()).isTrue();
      assertThat(each.heard().contains("after") || !each.told().isEmpty()).isTrue();
    }
    assertThat(node.sessions().snapshot(room).orElseThrow().participantCount()).isEqualTo(3);
  }

  private boolean bothHear(String body) {
    ada.sayUntilAccepted(body);
    bob.comeBack();
    eve.comeBack();
    long end = System.nanoTime() + PATIENCE.toNanos();
    Eventually.that("heard or not", () -> bothHeard(body) || System.nanoTime() > end);
    return bothHeard(body);
  }

  private boolean bothHeard(String body) {
    return bob.heard().contains(body) && eve.heard().contains(body);
  }

  private void threeAreSaid() {
    List.of("1", "2").forEach(ada::sayUntilAccepted);
    bob.awaitHeard("2");
    eve.awaitHeard("2");
    eve.cut();
    ada.sayUntilAccepted("3");
    bob.awaitHeard("3");
  }

  @ParameterizedTest
  @ValueSource(strings = {"head", "buffer", "participants", "roles", "state", "ids"})
  void aKeyOfAnotherKindIsGivenUp(String which) {
    threeAreSaid();
    var key =
        switch (which) {
          case "head" -> keys.meta();
          case "buffer" -> keys.buffer();
          case "participants" -> keys.participants();
          case "roles" -> keys.roles();
          case "state" -> keys.state(new UserId("ada"));
          default -> keys.ids(new UserId("ada"), "ada-client");
        };
    jedis.set(key, "garbage");
    everybodyGoesOn();
  }

  @ParameterizedTest
  @ValueSource(strings = {"epoch", "sequence", "durable", "persisted", "minute", "count", "reign"})
  void aHeadThatCannotBeReadBeginsALogAnew(String field) {
    threeAreSaid();
    jedis.hset(keys.meta(), field, "not so");
    everybodyGoesOn();
  }

  @Test
  void aMessageThatCannotBeReadIsAnnouncedAsMissing() {
    threeAreSaid();
    var entries = jedis.xrange(keys.buffer(), (StreamEntryID) null, null);
    jedis.del(keys.buffer());
    for (var entry : entries) {
      var fields = new LinkedHashMap<String, String>();
      fields.put("p", entry.getFields().get("p"));
      fields.put("a", entry.getFields().get("a"));
      var packed = Objects.requireNonNull(entry.getFields().get("m"));
      fields.put("m", packed.endsWith("\t3") ? "garbage" : packed);
      jedis.xadd(keys.buffer(), XAddParams.xAddParams().id(entry.getID()), fields);
    }
    eve.comeBack();
    assertThat(eve.told()).hasSize(1);
    everybodyGoesOn();
    assertThat(bob.heard()).startsWith("1", "2", "3", "after");
    assertThat(eve.heard()).startsWith("1", "2", "after");
  }

  @Test
  void aForeignEntryInTheBufferBeginsALogAnew() {
    threeAreSaid();
    jedis.xadd(
        keys.buffer(), XAddParams.xAddParams().id("900000-1"), new HashMap<>(Map.of("x", "y")));
    everybodyGoesOn();
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"session_id\":", "[]", "null", "{}", "1"})
  void aSessionThatCannotBeReadEndsAndItsClientBeginsAnother(String garbage) {
    threeAreSaid();
    var state = keys.state(new UserId("bob"));
    var session =
        jedis.hkeys(state).stream().filter(each -> !each.contains("|")).findFirst().orElseThrow();
    jedis.hset(state, session, garbage);
    assertThat(node.sessions().snapshot(room)).isPresent();
    assertThat(jedis.hexists(keys.participants(), session)).isFalse();
    bob.cut();
    bob.comeBack();
    ada.sayUntilAccepted("after");
    bob.awaitHeard("after");
    eve.awaitHeard("after");
    assertThat(node.sessions().snapshot(room).orElseThrow().participantCount()).isEqualTo(3);
  }

  @Test
  void damagedIdsAreForgotten() {
    threeAreSaid();
    var ids = keys.ids(new UserId("ada"), "ada-client");
    jedis.hset(ids, "4", "garbage");
    ada.sayUntilAccepted("4");
    bob.awaitHeard("4");
    assertThat(jedis.hget(ids, "4")).doesNotContain("garbage");
  }
}
