package org.holdline.signaling.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.holdline.chat.control.ChatGuard;
import org.holdline.chat.control.ChatSettings;
import org.holdline.chat.control.EarlierMessages;
import org.holdline.chat.redis.RedisReadMarks;
import org.holdline.identity.entity.UserId;
import org.holdline.limit.control.Unlimited;
import org.holdline.message.control.ChatMessageType;
import org.holdline.message.control.ClientMessage;
import org.holdline.message.control.ClientPayload;
import org.holdline.message.control.Permission;
import org.holdline.message.control.SenderIdentity;
import org.holdline.message.json.JsonMessageCodec;
import org.holdline.problem.entity.UnavailableException;
import org.holdline.replay.control.InMemoryHistory;
import org.holdline.room.control.MediaDecisions;
import org.holdline.room.control.RoomDecisions;
import org.holdline.room.control.RoomPolicy;
import org.holdline.room.entity.RoomId;
import org.holdline.session.control.MediaModeration;
import org.holdline.session.control.RulesCache;
import org.holdline.session.redis.TestNode;
import org.holdline.text.Json;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is decided on one node holds on the other from the moment at which it was answered. */
class RulesRaceTest {
  private static final UserId HOST = new UserId("host");
  private static final UserId ADA = new UserId("ada");
  private static final int SWITCHES = 60;

  private final TestNode near = TestNode.ofProduct();
  private final TestNode far = TestNode.ofProduct();
  private final RoomId room = TestNode.freshRoom();
  private final RoomPolicy policy = new RoomPolicy();
  private final RoomDecisions decisions = new RoomDecisions(policy, Clock.systemUTC());

  @AfterEach
  void close() {
    far.close();
    near.close();
  }

  private MessageRouter router(TestNode node) {
    var codec = new JsonMessageCodec();
    var clock = Clock.systemUTC();
    var earlier = new EarlierMessages(node.log(), new InMemoryHistory());
    var marks = new RedisReadMarks(node.redis(), Duration.ofHours(24));
    var guard = new ChatGuard(earlier, marks, new ChatSettings(Duration.ZERO), clock);
    var media = new MediaModeration(node.rules(), new MediaDecisions(policy, clock), event -> {});
    return new MessageRouter(
        node.log(),
        new PassingOn((at, who, generation, said, judgedBy) -> List.of(), codec, clock),
        new HandRaising(node.rules(), decisions),
        new Judge(new Unlimited(), new RulesCache(node.rules()), policy, guard),
        media,
        new Drafting(codec, clock));
  }

  private Speaker enter(TestNode node, String user) {
    var attachment = node.join(room, user).attachment();
    var key = attachment.key();
    var identity = new SenderIdentity(room.value(), key.user(), key.session().value(), user);
    return new Speaker(attachment, identity, user + "-client");
  }

  private static Said say(MessageRouter router, Speaker speaker) {
    var chat = new ClientPayload.Chat("hello", ChatMessageType.TEXT, null, null);
    return router.say(speaker, List.of(new ClientMessage(null, chat))).getFirst();
  }

  @Test
  void whatWasTakenAwayThereIsRefusedHereAtOnceAndWhatWasGivenIsAllowed() {
    enter(far, "host");
    var ada = enter(near, "ada");
    var router = router(near);
    assertThat(say(router, ada)).isInstanceOf(Said.Logged.class);
    for (int i = 0; i < 20; i++) {
      boolean may = i % 2 == 1;
      far.rules().change(room, decisions.permit(HOST, ADA, Map.of(Permission.SEND_CHAT, may)));
      assertThat(say(router, ada)).isInstanceOf(may ? Said.Logged.class : Said.Refused.class);
    }
  }

  @Test
  void theLogItselfShowsThatNothingWasSaidWhileItWasOff()
      throws InterruptedException, ExecutionException {
    enter(far, "host");
    var over = new AtomicBoolean();
    try (var threads = Executors.newFixedThreadPool(3)) {
      var done = new ArrayList<Future<?>>();
      for (var node : List.of(near, far)) {
        var speaker = enter(node, node == near ? "ada" : "bob");
        var router = router(node);
        done.add(threads.submit(() -> chat(router, speaker, over)));
      }
      for (int i = 0; i < SWITCHES; i++) {
        far.rules().change(room, decisions.set(HOST, Map.of("enable_chat", i % 2 == 1)));
      }
      over.set(true);
      for (var each : done) {
        each.get();
      }
    }
    checkStory();
  }

  private static void chat(MessageRouter router, Speaker speaker, AtomicBoolean over) {
    while (!over.get()) {
      try {
        assertThat(say(router, speaker)).isNotNull();
      } catch (UnavailableException toldToComeAgain) {
        assertThat(toldToComeAgain.code()).isEqualTo("service_unavailable");
      }
    }
  }

  /** Of what the log still has. */
  private void checkStory() {
    var on = true;
    int switches = 0;
    for (var message : near.log().read(room, 0, List.of(), 10_000).orElseThrow().messages()) {
      switch (message.routing().type()) {
        case "room-settings-update" -> {
          var settings =
              Json.readObject(message.body()).getJsonObject("payload").getJsonObject("settings");
          on = settings.getBoolean("enable_chat");
          switches++;
        }
        case "chat-message" ->
            assertThat(on || switches == 0).as("chat is on at " + message.sequence()).isTrue();
        default -> {}
      }
    }
    assertThat(switches).isPositive();
  }
}
