package org.holdline.replay.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.holdline.platform.control.Eventually;
import org.holdline.platform.redis.TestSentinels;
import org.holdline.problem.entity.UnavailableException;
import org.holdline.replay.control.CollectingSink;
import org.holdline.replay.control.Feed;
import org.holdline.replay.control.LogPosition;
import org.holdline.replay.control.Reader;
import org.holdline.replay.control.RoomLogContract;
import org.holdline.room.entity.RoomId;
import org.holdline.session.redis.TestNode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A master that Sentinels watch dies, and its replica takes over. */
class SentinelTest {
  private final TestSentinels sentinels = new TestSentinels();
  private final TestNode node = new TestNode(sentinels.open(0), TestNode.REPLAY, TestNode.SESSIONS);
  private final RoomId room = TestNode.freshRoom();
  private final Reader ada = enter("ada");
  private final Reader bob = enter("bob");
  private final CollectingSink heard = new CollectingSink();

  @AfterEach
  void close() {
    node.close();
    sentinels.close();
  }

  private Reader enter(String user) {
    var key = node.join(room, user).attachment().key();
    return new Reader(key.user(), key.session());
  }

  private boolean says(String body) {
    try {
      var draft = RoomLogContract.draft(ada, body, RoomLogContract.toAll(ada), body);
      return RoomLogContract.append(node.log(), room, draft).position().sequence() > 0;
    } catch (UnavailableException notYet) {
      return false;
    }
  }

  @Test
  void theNodeFollowsTheMaster() {
    var page = node.log().read(room, 0, List.of(), 1).orElseThrow();
    var start = new LogPosition(page.epoch(), page.top());
    var tail = node.tails().open(room);
    tail.startAt(start);
    tail.follow(new Feed(bob, heard, start));
    assertThat(says("before")).isTrue();
    Eventually.that("bob hears", () -> heard.said().size() == 1);
    sentinels.failOver();
    Eventually.that("the new master answers", () -> says("after"));
    Eventually.that("bob hears more", () -> heard.said().size() == 2);
    assertThat(heard.said()).containsExactly("before", "after");
  }
}
