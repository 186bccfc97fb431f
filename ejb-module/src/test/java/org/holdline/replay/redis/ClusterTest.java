package org.holdline.replay.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.holdline.platform.control.Eventually;
import org.holdline.platform.redis.TestCluster;
import org.holdline.problem.entity.UnavailableException;
import org.holdline.replay.control.Appended;
import org.holdline.replay.control.CollectingSink;
import org.holdline.replay.control.Feed;
import org.holdline.replay.control.LogPosition;
import org.holdline.replay.control.Reader;
import org.holdline.replay.control.RoomLogContract;
import org.holdline.room.control.RulesVersion;
import org.holdline.room.entity.RoomId;
import org.holdline.session.control.ConnectionEnd;
import org.holdline.session.control.Sessions.Hold;
import org.holdline.session.redis.TestNode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Rooms on a Cluster of three masters, of which one may be away. */
class ClusterTest {
  private final TestCluster cluster = new TestCluster();
  private final TestNode near = node();
  private final TestNode far = node();

  private TestNode node() {
    return new TestNode(cluster.open(), TestNode.REPLAY, TestNode.SESSIONS);
  }

  @AfterEach
  void close() {
    near.close();
    far.close();
    cluster.close();
  }

  /** A room of each master, with somebody who speaks and somebody who listens at the other node. */
  private final class Talk {
    private final RoomId room;
    private final Reader ada;
    private final CollectingSink heard = new CollectingSink();
    private final List<String> acknowledged = new ArrayList<>();

    Talk(int master) {
      room =
          Stream.generate(TestNode::freshRoom)
              .filter(each -> cluster.ownerOf(new RoomKeys(each).meta()) == master)
              .findFirst()
              .orElseThrow();
      ada = enter("ada");
      var bob = enter("bob");
      var page = near.log().read(room, 0, List.of(), 1).orElseThrow();
      var start = new LogPosition(page.epoch(), page.top());
      var tail = far.tails().open(room);
      tail.startAt(start);
      tail.follow(new Feed(bob, heard, start));
    }

    private Reader enter(String user) {
      var key = near.join(room, user).attachment().key();
      return new Reader(key.user(), key.session());
    }

    Appended say(String body) {
      var draft = RoomLogContract.draft(ada, body, RoomLogContract.toAll(ada), body);
      var appended = RoomLogContract.append(near.log(), room, draft);
      acknowledged.add(body);
      return appended;
    }

    boolean says(String body) {
      try {
        return say(body).position().sequence() > 0;
      } catch (UnavailableException notYet) {
        return false;
      }
    }

    void awaitHeard() {
      Eventually.that("all has come", () -> heard.said().size() >= acknowledged.size());
      assertThat(heard.said()).isEqualTo(acknowledged);
      assertThat(heard.isLost()).isFalse();
    }
  }

  @Test
  void aRoomWorksWhicheverMasterHasIt() {
    var rooms = new HashMap<RoomId, List<Hold>>();
    for (int master = 0; master < 3; master++) {
      var talk = new Talk(master);
      rooms.put(talk.room, List.of());
      var sessions = near.sessions();
      var in = near.join(talk.room, "eve").attachment();
      var position = talk.say("1").position();
      sessions.confirm(in);
      sessions.update(in.key(), "{\"hand_raised\":true}", RulesVersion.ANY);
      assertThat(near.renew(talk.room, new Hold(in, position))).isEmpty();
      sessions.suspend(in, position, ConnectionEnd.LINE_LOST);
      assertThat(sessions.sweep(talk.room)).isZero();
      var back = near.join(talk.room, "eve");
      assertThat(back.attachment().key()).isEqualTo(in.key());
      assertThat(sessions.standing(talk.room, in.key().user())).isPresent();
      sessions.leave(back.attachment());
      assertThat(sessions.snapshot(talk.room).orElseThrow().participantCount()).isEqualTo(2);
      near.log().markPersisted(talk.room, 0, position);
      talk.awaitHeard();
    }
    assertThat(near.sessions().check(rooms)).hasSize(3);
    assertThat(near.sessions().vouch()).isTrue();
    assertThat(near.sessions().sweepDue(10)).isEmpty();
  }

  @Test
  void whileOneMasterIsAwayTheRoomsOfTheOthersGoOnAndItsOwnAreToldAfterwards() {
    var talks = IntStream.range(0, 3).mapToObj(Talk::new).toList();
    talks.forEach(talk -> talk.say("before"));
    cluster.stopServer(0);
    assertThat(talks.getFirst().says("away")).isFalse();
    for (int i = 0; i < 20; i++) {
      talks.get(1).say("b" + i);
      talks.get(2).say("c" + i);
      assertThat(talks.getFirst().says("away")).isFalse();
    }
    assertThatExceptionOfType(UnavailableException.class).isThrownBy(() -> near.redis().ping());
    cluster.restart(0);
    var first = talks.getFirst();
    Eventually.that("the first answers again", () -> comesIn(first.room));
    Eventually.that("its room is told", first.heard::isLost);
    for (var talk : talks.subList(1, 3)) {
      talk.say("after");
      talk.awaitHeard();
    }
    near.redis().ping();
  }

  private boolean comesIn(RoomId room) {
    try {
      return near.join(room, "eve").resumption() == null;
    } catch (UnavailableException notYet) {
      return false;
    }
  }
}
