package org.holdline.replay.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.holdline.platform.control.Eventually;
import org.holdline.platform.control.InMemoryMeters;
import org.holdline.platform.control.Metric;
import org.holdline.platform.control.TestBackground;
import org.holdline.replay.control.CollectingSink;
import org.holdline.replay.control.EphemeralMessage;
import org.holdline.replay.control.Feed;
import org.holdline.replay.control.LogPosition;
import org.holdline.replay.control.LoggedMessage;
import org.holdline.replay.control.Reader;
import org.holdline.replay.control.RoomLogContract;
import org.holdline.replay.control.RoomNews;
import org.holdline.replay.control.RoomTail;
import org.holdline.replay.control.RoomTails;
import org.holdline.room.entity.RoomId;
import org.holdline.session.redis.TestNode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** News that get lost although no connection broke, as they may on the bus of a Cluster. */
class LostNewsTest {
  private final TestNode node = TestNode.ofProduct();
  private final TestBackground background = new TestBackground();
  private final RoomId room = TestNode.freshRoom();
  private final InMemoryMeters meters = new InMemoryMeters();
  private final AtomicBoolean loses = new AtomicBoolean();
  private final AtomicInteger stalls = new AtomicInteger();
  private final Reader ada = enter("ada");
  private final Reader bob = enter("bob");
  private final CollectingSink sink = new CollectingSink();

  /** Loses what it is told while it is to. */
  private final class Forgetful implements RoomNews {
    @Override
    public void subscribe(RoomId id, Listener listener, Duration max) {
      node.news()
          .subscribe(
              id,
              new Listener() {
                @Override
                public void appended(List<LoggedMessage> messages) {
                  if (!loses.get()) {
                    listener.appended(messages);
                  }
                }

                @Override
                public void passed(List<EphemeralMessage> messages) {
                  listener.passed(messages);
                }

                @Override
                public void subscribed() {
                  listener.subscribed();
                }
              },
              max);
    }

    @Override
    public void unsubscribe(RoomId id) {
      node.news().unsubscribe(id);
    }
  }

  @AfterEach
  void close() {
    assertThat(background.failures()).isEmpty();
    background.close();
    node.close();
  }

  private Reader enter(String user) {
    var key = node.join(room, user).attachment().key();
    return new Reader(key.user(), key.session());
  }

  private LogPosition top() {
    var page = node.log().read(room, 0, List.of(), 1).orElseThrow();
    return new LogPosition(page.epoch(), page.top());
  }

  private void say(String body) {
    var draft = RoomLogContract.draft(ada, body, RoomLogContract.toAll(ada), body);
    assertThat(RoomLogContract.append(node.log(), room, draft).duplicate()).isFalse();
  }

  private void follow(RoomTail tail) {
    tail.startAt(top());
    tail.follow(new Feed(bob, sink, top()));
  }

  @Test
  void whatWasLostIsReadWhenTheLogIsFoundToBeFurther() {
    var tails = new RoomTails(new Forgetful(), node.log(), background, node.writeBehind(), meters);
    follow(tails.open(room));
    say("heard");
    Eventually.that("news come", () -> sink.bodies().contains("heard"));
    loses.set(true);
    say("lost");
    tails.expect(room, top());
    Eventually.that("it has been read", () -> sink.bodies().contains("lost"));
    assertThat(sink.bodies()).containsExactly("heard", "lost");
    assertThat(meters.counted(Metric.NEWS_LOST)).isOne();
    tails.expect(TestNode.freshRoom(), top());
  }

  private RoomTail tail() {
    return new RoomTail(
        room, node.log(), background, message -> {}, () -> {}, stalls::incrementAndGet);
  }

  @Test
  void newsHaveAMomentToCome() {
    var tail = tail();
    follow(tail);
    say("unheard");
    tail.readOn();
    tail.readOn();
    assertThat(sink.bodies()).isEmpty();
    tail.expect(top());
    tail.readOn();
    assertThat(stalls).as("it may still be on its way").hasValue(0);
    tail.readOn();
    Eventually.that("it has been read", () -> sink.bodies().contains("unheard"));
    tail.readOn();
    tail.readOn();
    assertThat(stalls).hasValue(1);
  }

  @Test
  void aBusyRoomIsNotTakenForAStalledOne() {
    var tail = tail();
    follow(tail);
    for (int i = 0; i < 5; i++) {
      say("message " + i);
      tail.expect(top());
      tail.readOn();
      long after = top().sequence() - 1;
      tail.appended(node.log().read(room, after, List.of(), 1).orElseThrow().messages());
    }
    assertThat(sink.bodies()).hasSize(5);
    assertThat(stalls).hasValue(0);
  }
}
