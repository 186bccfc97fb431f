package org.holdline.signaling.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.holdline.chat.control.ChatGuard;
import org.holdline.chat.control.ChatSettings;
import org.holdline.chat.control.EarlierMessages;
import org.holdline.chat.control.ReadMark;
import org.holdline.chat.redis.RedisReadMarks;
import org.holdline.identity.entity.UserId;
import org.holdline.limit.control.Unlimited;
import org.holdline.message.control.ChatChange;
import org.holdline.message.control.ChatMessageType;
import org.holdline.message.control.ClientMessage;
import org.holdline.message.control.ClientPayload;
import org.holdline.message.control.Passing;
import org.holdline.message.control.Permission;
import org.holdline.message.control.Role;
import org.holdline.message.control.SenderIdentity;
import org.holdline.message.control.Target;
import org.holdline.message.json.JsonMessageCodec;
import org.holdline.platform.control.Eventually;
import org.holdline.problem.entity.UnavailableException;
import org.holdline.replay.control.CollectingSink;
import org.holdline.replay.control.Feed;
import org.holdline.replay.control.InMemoryHistory;
import org.holdline.replay.control.Reader;
import org.holdline.replay.control.RoomMessage;
import org.holdline.replay.redis.RoomKeys;
import org.holdline.room.control.MediaDecisions;
import org.holdline.room.control.RoomDecisions;
import org.holdline.room.control.RoomPolicy;
import org.holdline.room.entity.RoomId;
import org.holdline.session.control.Admission.Admitted;
import org.holdline.session.control.MediaModeration;
import org.holdline.session.control.RulesCache;
import org.holdline.session.control.RulesStore;
import org.holdline.session.redis.TestNode;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is said of earlier messages, on a real log. */
class ChatTest {
  private static final UserId BOB = new UserId("bob");

  private final TestNode node = TestNode.ofProduct();
  private final RoomId room = TestNode.freshRoom();
  private final InMemoryHistory history = new InMemoryHistory();
  private final RedisReadMarks marks = new RedisReadMarks(node.redis(), Duration.ofHours(24));
  private final RulesStore rules = node.rules();
  private final MessageRouter router = router(Clock.systemUTC());
  private final Map<String, CollectingSink> sinks = new HashMap<>();
  private final Speaker moderator = enter("max", "tab", Role.MODERATOR);
  private final Speaker ada = enter("ada", "tab", Role.PARTICIPANT);
  private final Speaker bob = enter("bob", "tab", Role.PARTICIPANT);
  private final Speaker eve = enter("eve", "tab", Role.PARTICIPANT);
  private int ids;

  @AfterEach
  void close() {
    assertThat(node.background().failures()).isEmpty();
    node.close();
  }

  private MessageRouter router(Clock clock) {
    var earlier = new EarlierMessages(node.log(), history);
    var guard = new ChatGuard(earlier, marks, new ChatSettings(Duration.ofMinutes(15)), clock);
    var policy = new RoomPolicy();
    var media = new MediaModeration(rules, new MediaDecisions(policy, clock), event -> {});
    var codec = new JsonMessageCodec();
    return new MessageRouter(
        node.log(),
        new PassingOn(node.path(), codec, clock),
        new HandRaising(rules, new RoomDecisions(policy, clock)),
        new Judge(new Unlimited(), new RulesCache(rules), policy, guard),
        media,
        new Drafting(codec, clock));
  }

  private Speaker enter(String user, String client, Role role) {
    var admitted = node.admit(TestNode.as(TestNode.arrival(room, user, client, null), role));
    sinks.put(user + "-" + client, follow(admitted));
    var key = admitted.attachment().key();
    var identity = new SenderIdentity(room.value(), key.user(), key.session().value(), user);
    return new Speaker(admitted.attachment(), identity, client);
  }

  private CollectingSink follow(Admitted admitted) {
    var key = admitted.attachment().key();
    var sink = new CollectingSink();
    var start = admitted.snapshot().position();
    var tail = node.tails().open(room);
    tail.startAt(start);
    tail.follow(new Feed(new Reader(key.user(), key.session()), sink, start));
    return sink;
  }

  private Said say(MessageRouter by, Speaker speaker, String id, ClientPayload payload) {
    return by.say(speaker, List.of(new ClientMessage(id, payload))).getFirst();
  }

  private Said say(Speaker speaker, ClientPayload payload) {
    return say(router, speaker, "c" + ids++, payload);
  }

  private static ClientPayload chat(String content, @Nullable String replyTo, @Nullable UserId to) {
    return new ClientPayload.Chat(
        content, ChatMessageType.TEXT, replyTo, to == null ? null : new Target(to, null));
  }

  private static ClientPayload edit(String id, String content) {
    return new ChatChange.Edit(id, content, null);
  }

  private static ClientPayload delete(String id) {
    return new ChatChange.Delete(id, null);
  }

  private String said(Speaker speaker, String content, @Nullable UserId to) {
    if (say(speaker, chat(content, null, to)) instanceof Said.Logged(var place, String id)) {
      assertThat(place.duplicate()).isFalse();
      return id;
    }
    throw new AssertionError("not said: " + content);
  }

  private static void isRefused(Said said, String code) {
    assertThat(said)
        .isInstanceOfSatisfying(
            Said.Refused.class, refused -> assertThat(refused.problem().code()).isEqualTo(code));
  }

  private static void isAccepted(Said said) {
    assertThat(said).isInstanceOf(Said.Logged.class);
  }

  private void awaitHeard(String who, String... texts) {
    var sink = sink(who);
    Eventually.that(who + " has heard it", () -> sink.said().size() >= texts.length);
    assertThat(sink.said()).hasSize(texts.length);
    for (int i = 0; i < texts.length; i++) {
      assertThat(sink.said().get(i)).contains(texts[i]);
    }
  }

  private CollectingSink sink(String who) {
    return Objects.requireNonNull(sinks.get(who));
  }

  @Test
  void aReplyNamesAMessageOfThisRoom() {
    var first = said(ada, "first", null);
    isAccepted(say(bob, chat("yes", first, null)));
    isRefused(say(bob, chat("what?", "no-such-message", null)), "message_not_found");
    awaitHeard("eve-tab", "first", "\"reply_to\":\"" + first + "\"");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 5_000})
  void anAuthorChangesAndDeletesWhatHeSaidHoweverLongItIs(int length) {
    var id = said(ada, "x".repeat(length), null);
    isAccepted(say(ada, edit(id, "y".repeat(length))));
    isAccepted(say(ada, edit(id, "z")));
    isAccepted(say(ada, delete(id)));
    awaitHeard("eve-tab", "chat-message", "chat-edit", "\"content\":\"z\"", "chat-delete");
  }

  @Test
  void nobodyChangesWhatAnotherSaid() {
    var id = said(ada, "mine", null);
    isRefused(say(bob, edit(id, "yours")), "permission_denied");
    isRefused(say(moderator, edit(id, "ours")), "permission_denied");
    isRefused(say(bob, delete(id)), "permission_denied");
    isAccepted(say(moderator, delete(id)));
  }

  @Test
  void whatIsDeletedIsGone() {
    var id = said(ada, "oops", null);
    isAccepted(say(ada, delete(id)));
    isRefused(say(ada, edit(id, "again")), "message_not_found");
    isRefused(say(bob, chat("what?", id, null)), "message_not_found");
    isRefused(say(moderator, delete(id)), "message_not_found");
    isRefused(say(bob, new Passing.Receipt(id, null)), "message_not_found");
  }

  @Test
  void afterAWhileWhatWasSaidStandsAndWhatWasAcceptedInTimeStaysSo() {
    var id = said(ada, "early", null);
    isAccepted(say(router, ada, "in-time", edit(id, "changed")));
    var late = router(Clock.offset(Clock.systemUTC(), Duration.ofMinutes(16)));
    isRefused(say(late, ada, "late-1", edit(id, "changed again")), "edit_too_late");
    isRefused(say(late, ada, "late-2", delete(id)), "edit_too_late");
    assertThat(say(late, ada, "in-time", edit(id, "changed")))
        .isInstanceOfSatisfying(
            Said.Logged.class, again -> assertThat(again.appended().duplicate()).isTrue());
    isAccepted(say(late, moderator, "late-3", delete(id)));
  }

  @Test
  void onlyTheTwoHearWhatTheySayToEachOther() {
    enter("ada", "phone", Role.PARTICIPANT);
    enter("bob", "phone", Role.PARTICIPANT);
    var id = said(ada, "between us", BOB);
    isAccepted(say(bob, chat("fine", id, new UserId("ada"))));
    isAccepted(say(ada, edit(id, "between us two")));
    isAccepted(say(ada, delete(id)));
    said(ada, "for all", null);
    awaitHeard("bob-tab", "between us", "between us two", "chat-delete", "for all");
    awaitHeard("bob-phone", "between us", "fine", "between us two", "chat-delete", "for all");
    awaitHeard("ada-tab", "fine");
    awaitHeard("ada-phone", "between us", "fine", "between us two", "chat-delete", "for all");
    awaitHeard("eve-tab", "for all");
    awaitHeard("max-tab", "for all");
  }

  @Test
  void whoDidNotHearItCannotSpeakOfItAndItIsNotAnsweredInPublic() {
    var id = said(ada, "between us", BOB);
    isRefused(say(eve, chat("I heard", id, null)), "message_not_found");
    isRefused(say(moderator, delete(id)), "message_not_found");
    isRefused(say(eve, new Passing.Receipt(id, null)), "message_not_found");
    isRefused(say(bob, chat("look all", id, null)), "message_not_found");
    isRefused(say(bob, chat("look Eve", id, new UserId("eve"))), "message_not_found");
    isRefused(say(ada, chat("hello?", null, new UserId("nobody"))), "user_not_found");
  }

  @Test
  void whatTheBufferHasLostIsFoundInTheHistory() {
    var id = said(ada, "long ago", null);
    var gone = said(ada, "deleted long ago", null);
    isAccepted(say(ada, delete(gone)));
    var page = node.log().read(room, 0, List.of(), 100).orElseThrow();
    history.append(page.messages().stream().map(each -> new RoomMessage(room, each)).toList());
    node.redis().call(new RoomKeys(room).buffer(), jedis -> jedis.del(new RoomKeys(room).buffer()));
    isAccepted(say(bob, chat("I remember", id, null)));
    isRefused(say(bob, chat("and this", gone, null)), "message_not_found");
    history.setAway(true);
    assertThatExceptionOfType(UnavailableException.class)
        .isThrownBy(() -> say(bob, chat("still", id, null)));
    isAccepted(say(bob, chat("no reply", null, null)));
  }

  @Test
  void receiptsOnlyMoveForwardAndAreToldToThoseWhoHeardTheMessage() {
    var first = said(ada, "one", null);
    var second = said(ada, "two", null);
    var direct = said(ada, "psst", BOB);
    assertThat(say(bob, new Passing.Receipt(second, null))).isEqualTo(new Said.Passed());
    say(bob, new Passing.Receipt(first, null));
    say(bob, new Passing.Receipt(direct, null));
    assertThat(marks.of(room))
        .extracting(ReadMark::reader, ReadMark::sharedWith, ReadMark::messageId)
        .containsExactlyInAnyOrder(tuple(BOB, null, second), tuple(BOB, new UserId("ada"), direct));
    assertThat(marks.of(room)).filteredOn(mark -> mark.isFor(new UserId("eve"))).hasSize(1);
    Eventually.that("Ada hears all", () -> sink("ada-tab").passed().size() == 3);
    assertThat(sink("ada-tab").passed().getLast()).contains(direct);
    assertThat(sink("eve-tab").passed()).hasSize(2).noneMatch(each -> each.contains(direct));
  }

  @Test
  void aMessageIsSpokenOfByTheIdThatItsSenderIsTold() {
    var twice = chat("hello", null, null);
    var first = say(router, ada, "same", twice);
    var again = say(router, ada, "same", twice);
    assertThat(((Said.Logged) again).messageId())
        .isEqualTo(((Said.Logged) first).messageId())
        .isNotNull();
    assertThat(((Said.Logged) say(router, ada, "e", edit(idOf(first), "ho"))).messageId()).isNull();
  }

  private static String idOf(Said said) {
    return String.valueOf(((Said.Logged) said).messageId());
  }

  @Test
  void whoMayNotChatNeitherSaysNorChangesAnythingButTakesBack() {
    var id = said(ada, "mine", null);
    var decisions = new RoomDecisions(new RoomPolicy(), Clock.systemUTC());
    var silence = Map.of(Permission.SEND_CHAT, false);
    var max = moderator.identity().userId();
    rules.change(room, decisions.permit(max, ada.identity().userId(), silence));
    isRefused(say(ada, chat("more", null, null)), "permission_denied");
    isRefused(say(ada, edit(id, "more")), "permission_denied");
    isAccepted(say(ada, delete(id)));
  }

  @Test
  void damagedMarksAreNoFault() {
    var key = new RoomKeys(room).read();
    node.redis().call(key, jedis -> jedis.set(key, "poison"));
    assertThat(marks.of(room)).isEmpty();
    marks.advance(room, new ReadMark(BOB, null, "m1", Instant.EPOCH, 1));
    assertThat(marks.of(room)).hasSize(1);
  }
}
