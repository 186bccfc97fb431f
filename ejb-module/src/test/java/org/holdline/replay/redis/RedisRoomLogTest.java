package org.holdline.replay.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.holdline.platform.redis.TestRedis;
import org.holdline.replay.control.Draft;
import org.holdline.replay.control.LoggedMessage;
import org.holdline.replay.control.Reader;
import org.holdline.replay.control.RoomLog;
import org.holdline.replay.control.RoomLogContract;
import org.holdline.room.control.RulesVersion;
import org.holdline.room.entity.RoomId;
import org.holdline.session.control.Attachment;
import org.holdline.session.control.SessionKey;
import org.holdline.session.redis.TestNode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.StreamEntryID;

class RedisRoomLogTest implements RoomLogContract {
  private final TestNode node = TestNode.ofProduct();
  private final Jedis jedis = TestRedis.shared().jedis();

  @AfterEach
  void close() {
    jedis.close();
    node.close();
  }

  @Override
  public RoomLog log() {
    return node.log();
  }

  @Override
  public RoomId freshRoom() {
    return TestNode.freshRoom();
  }

  @Override
  public Reader enter(RoomId room, String user) {
    var key = node.join(room, user).attachment().key();
    return new Reader(key.user(), key.session());
  }

  @Override
  public void takeOver(RoomId room, Reader session) {
    node.join(room, session.user().value());
  }

  @Override
  public void leave(RoomId room, Reader session) {
    var key = new SessionKey(room, session.user(), session.session());
    node.sessions().leave(new Attachment(key, 1));
  }

  @Override
  public void lose(RoomId room) {
    jedis.del("webrtc:reconnect:seq:{" + room + "}");
  }

  @Test
  void signalingIsDroppedAfterThirtySeconds() {
    var room = freshRoom();
    var ada = enter(room, "ada");
    var bob = enter(room, "bob");
    RoomLogContract.append(
        log(), room, RoomLogContract.draft(ada, "1", RoomLogContract.signal(ada, null, null), "s"));
    var inbox = new RoomKeys(room).inbox(bob.session());
    assertThat(jedis.pttl(inbox)).isBetween(20_000L, 30_000L);
    var entry = jedis.xrange(inbox, (StreamEntryID) null, null, 1).getFirst();
    jedis.del(inbox);
    long old = Long.parseLong(entry.getFields().get("a")) - 30_001;
    var aged = new LinkedHashMap<>(Map.of("a", Long.toString(old)));
    aged.put("m", entry.getFields().get("m"));
    jedis.xadd(inbox, entry.getID(), aged);
    assertThat(heard(room, bob, 0)).doesNotContain("s");
  }

  @Test
  void keysHaveTheirDocumentedNamesAndAllExpire() {
    var room = freshRoom();
    var ada = enter(room, "ada");
    var bob = enter(room, "bob");
    say(room, ada, "1", "a");
    RoomLogContract.append(
        log(), room, RoomLogContract.draft(ada, "2", RoomLogContract.signal(ada, null, null), "s"));
    var keys = jedis.keys("*{" + room + "}*");
    assertThat(keys)
        .containsExactlyInAnyOrder(
            "webrtc:reconnect:seq:{" + room + "}",
            "webrtc:reconnect:buffer:{" + room + "}",
            "webrtc:reconnect:inbox:{" + room + "}:" + bob.session(),
            "webrtc:reconnect:ids:{" + room + "}:ada:client",
            "webrtc:reconnect:ids:{" + room + "}:ada:client:order",
            "webrtc:reconnect:state:{" + room + "}:ada",
            "webrtc:reconnect:state:{" + room + "}:bob",
            "webrtc:participants:{" + room + "}",
            "webrtc:roles:{" + room + "}",
            "webrtc:rules:{" + room + "}");
    for (var key : keys) {
      assertThat(jedis.pttl(key)).as(key).isPositive();
    }
  }

  @Test
  void largeBodiesAreStoredSmallerAndComeBackTheSame() {
    var room = freshRoom();
    var ada = enter(room, "ada");
    var large = "Dr. Müller\t\n ".repeat(500);
    say(room, ada, "1", large);
    assertThat(durable(room).getLast().body()).isEqualTo(large);
    assertThat(storedLength(room)).isLessThan(large.length() / 4);
  }

  @Test
  void whatCountsIsBytes() {
    var room = freshRoom();
    var ada = enter(room, "ada");
    var wide = "你好".repeat(300);
    say(room, ada, "1", wide);
    assertThat(durable(room).getLast().body()).isEqualTo(wide);
    assertThat(storedLength(room)).isLessThan(500);
  }

  @Test
  void whatCannotBeMadeSmallerIsStoredAsItIs() {
    var room = freshRoom();
    var ada = enter(room, "ada");
    var random = new Random(20261121);
    var noise =
        IntStream.range(0, 1100)
            .mapToObj(i -> Character.toString(33 + random.nextInt(90)))
            .collect(Collectors.joining());
    say(room, ada, "1", noise);
    assertThat(durable(room).getLast().body()).isEqualTo(noise);
    assertThat(storedLength(room)).isLessThan(1250);
  }

  private long storedLength(RoomId room) {
    var entries = jedis.xrange(new RoomKeys(room).buffer(), (StreamEntryID) null, null);
    return String.valueOf(entries.getLast().getFields().get("m")).length();
  }

  @Test
  void aMessageChangesTheSendersEntryInTheSameStep() {
    var room = freshRoom();
    var ada = enter(room, "ada");
    var mute =
        new Draft(
            ada.session(),
            1,
            "client",
            "1",
            new Draft.Entry(RoomLogContract.toAll(ada), "muted"),
            "{\"audio_enabled\":false}");
    RoomLogContract.append(log(), room, mute);
    assertThat(audioOf(room)).isFalse();
    node.sessions()
        .update(
            new SessionKey(room, ada.user(), ada.session()),
            "{\"audio_enabled\":true}",
            RulesVersion.ANY);
    assertThat(RoomLogContract.append(log(), room, mute).duplicate()).isTrue();
    assertThat(audioOf(room)).as("a double changes nothing").isTrue();
  }

  private boolean audioOf(RoomId room) {
    var sessions = node.sessions().snapshot(room).orElseThrow().sessions();
    return sessions.getFirst().media().audioEnabled();
  }

  @Test
  void theOldestIdsAreForgotten() {
    var room = freshRoom();
    var ada = enter(room, "ada");
    IntStream.rangeClosed(1, 1030).forEach(i -> say(room, ada, "m" + i, "x"));
    assertThat(jedis.hlen("webrtc:reconnect:ids:{" + room + "}:ada:client")).isEqualTo(1024);
    assertThat(say(room, ada, "m1030", "x").duplicate()).isTrue();
    assertThat(say(room, ada, "m1", "x").duplicate()).isFalse();
  }

  @Test
  void readersSeeOrderEvenFarIntoTheLog() {
    var room = freshRoom();
    var ada = enter(room, "ada");
    jedis.hset(new RoomKeys(room).meta(), "sequence", "90071992547409");
    var far = say(room, ada, "1", "far").position();
    assertThat(far.sequence()).isEqualTo(90_071_992_547_410L);
    assertThat(durable(room)).extracting(LoggedMessage::position).contains(far);
    assertThat(say(room, ada, "2", "on").position().sequence()).isEqualTo(far.sequence() + 1);
    assertThat(log().read(room, far.sequence(), List.of(), 10).orElseThrow().messages())
        .extracting(LoggedMessage::body)
        .containsExactly("on");
  }
}
