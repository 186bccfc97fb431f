package org.holdline.signaling.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.holdline.audit.control.AuditAction;
import org.holdline.audit.control.AuditEvent;
import org.holdline.chat.control.ChatGuard;
import org.holdline.chat.control.ChatSettings;
import org.holdline.chat.control.EarlierMessages;
import org.holdline.chat.control.ReadMark;
import org.holdline.chat.control.ReadMarks;
import org.holdline.identity.entity.UserId;
import org.holdline.limit.control.Unlimited;
import org.holdline.message.control.ChatMessageType;
import org.holdline.message.control.ClientMessage;
import org.holdline.message.control.ClientPayload;
import org.holdline.message.control.MediaAction;
import org.holdline.message.control.MediaType;
import org.holdline.message.control.Passing;
import org.holdline.message.control.ReactionType;
import org.holdline.message.control.Role;
import org.holdline.message.control.ScreenShare;
import org.holdline.message.control.SenderIdentity;
import org.holdline.message.control.ShareAction;
import org.holdline.message.control.ShareQuality;
import org.holdline.message.control.Signal;
import org.holdline.message.control.Target;
import org.holdline.message.json.JsonMessageCodec;
import org.holdline.problem.entity.UnavailableException;
import org.holdline.replay.control.Appended;
import org.holdline.replay.control.Draft;
import org.holdline.replay.control.EphemeralMessage;
import org.holdline.replay.control.EphemeralPath;
import org.holdline.replay.control.Epoch;
import org.holdline.replay.control.InMemoryHistory;
import org.holdline.replay.control.LogPage;
import org.holdline.replay.control.LogPosition;
import org.holdline.replay.control.LoggedMessage;
import org.holdline.replay.control.Outcome;
import org.holdline.replay.control.RoomLog;
import org.holdline.room.control.MediaDecisions;
import org.holdline.room.control.RoomDecisions;
import org.holdline.room.control.RoomPolicy;
import org.holdline.room.control.RoomRoles;
import org.holdline.room.control.RoomRules;
import org.holdline.room.control.RulesChangedException;
import org.holdline.room.control.RulesVersion;
import org.holdline.room.entity.RoomId;
import org.holdline.room.entity.SessionId;
import org.holdline.session.control.Attachment;
import org.holdline.session.control.InMemoryRules;
import org.holdline.session.control.MediaModeration;
import org.holdline.session.control.RulesCache;
import org.holdline.session.control.SessionKey;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MessageRouterTest {
  private static final RoomId ROOM = new RoomId("standup");
  private static final UserId ADA = new UserId("ada-id");
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-11-21T10:00:00.123456Z"), ZoneOffset.UTC);
  private static final ClientPayload HELLO =
      new ClientPayload.Chat("hello", ChatMessageType.TEXT, null, null);

  /** Keeps what it is given. */
  private final class KeptDrafts implements RoomLog {
    private final List<Draft> drafts = new ArrayList<>();

    @Override
    public List<Outcome> append(RoomId room, List<Draft> all, RulesVersion judgedBy) {
      require(judgedBy);
      drafts.addAll(all);
      return all.stream()
          .<Outcome>map(draft -> new Appended(new LogPosition(new Epoch("e"), 1), false))
          .toList();
    }

    @Override
    public Optional<LogPage> read(
        RoomId room, long after, Collection<SessionId> inboxes, int durableMax) {
      return Optional.empty();
    }

    @Override
    public List<LoggedMessage> about(RoomId room, String messageId) {
      return List.of();
    }

    @Override
    public Map<String, LogPosition> accepted(
        RoomId room, UserId user, String clientId, List<String> messageIds) {
      return Map.of();
    }

    @Override
    public long markPersisted(RoomId room, long afterSequence, LogPosition to) {
      return to.sequence();
    }
  }

  private final KeptDrafts log = new KeptDrafts();
  private final List<EphemeralMessage> passed = new ArrayList<>();
  private final InMemoryRules rules = new InMemoryRules("ada-id", "bob-id");
  private Runnable meanwhile = () -> {};
  private final RoomPolicy policy = new RoomPolicy();
  private final List<AuditEvent> audited = new ArrayList<>();
  private final MediaModeration media =
      new MediaModeration(rules, new MediaDecisions(policy, CLOCK), audited::add);
  private final MessageRouter router =
      new MessageRouter(
          log,
          new PassingOn(this::pass, new JsonMessageCodec(), CLOCK),
          new HandRaising(rules, new RoomDecisions(policy, CLOCK)),
          new Judge(new Unlimited(), new RulesCache(rules), policy, guard(log)),
          media,
          new Drafting(new JsonMessageCodec(), CLOCK));

  /** No message of these tests speaks of an earlier one. */
  private static ChatGuard guard(RoomLog log) {
    var earlier = new EarlierMessages(log, new InMemoryHistory());
    return new ChatGuard(earlier, new NoMarks(), new ChatSettings(Duration.ZERO), CLOCK);
  }

  private static final class NoMarks implements ReadMarks {
    @Override
    public void advance(RoomId room, ReadMark mark) {}

    @Override
    public List<ReadMark> of(RoomId room) {
      return List.of();
    }
  }

  private List<EphemeralPath.Reach> pass(
      RoomId room,
      SessionId session,
      long generation,
      List<EphemeralMessage> messages,
      RulesVersion judgedBy) {
    require(judgedBy);
    passed.addAll(messages);
    return messages.stream()
        .map(each ->
            each.routing().target() == null
                ? EphemeralPath.Reach.THERE
                : EphemeralPath.Reach.ABSENT)
        .toList();
  }

  private void require(RulesVersion judgedBy) {
    meanwhile.run();
    if (!rules.isCurrent(ROOM, judgedBy)) {
      throw new RulesChangedException();
    }
  }

  @BeforeEach
  void adaIsModerator() {
    become(Role.MODERATOR);
  }

  private void become(Role role) {
    rules.put(RoomRules.initial().with(new RoomRoles(Map.of(ADA, role), Map.of())));
  }

  private Speaker asObserver() {
    become(Role.OBSERVER);
    return speaker();
  }

  private static Speaker speaker() {
    var key = new SessionKey(ROOM, ADA, new SessionId("s_1"));
    var identity = new SenderIdentity(ROOM.value(), ADA, "s_1", "Ada");
    return new Speaker(new Attachment(key, 3), identity, "tab-1");
  }

  private Draft said(@Nullable String id, ClientPayload payload) {
    router.say(speaker(), List.of(new ClientMessage(id, payload)));
    return log.drafts.getLast();
  }

  @Test
  void theServerSaysWhoSpeaks() {
    var draft = said("c-1", HELLO);
    assertThat(draft.entry().body())
        .contains("\"user_id\":\"ada-id\"", "\"username\":\"Ada\"", "\"content\":\"hello\"")
        .contains("\"sender_session_id\":\"s_1\"", "\"timestamp\":\"2026-11-21T10:00:00.123Z\"");
    assertThat(draft.generation()).isEqualTo(3);
    assertThat(draft.clientId()).isEqualTo("tab-1");
    assertThat(draft.entry().routing().durable()).isTrue();
    assertThat(draft.entry().routing().target()).isNull();
  }

  @Test
  void theSameMessageSentAgainIsTheSameToTheLastByte() {
    assertThat(said("c-1", HELLO)).isEqualTo(said("c-1", HELLO)).isNotEqualTo(said("c-2", HELLO));
  }

  @Test
  void messagesWithoutIdAreDifferentMessages() {
    assertThat(said(null, HELLO).entry().body()).isNotEqualTo(said(null, HELLO).entry().body());
  }

  @Test
  void signalingGoesToItsTargetUnread() {
    var target = new Target(new UserId("bob-id"), "s_2");
    var routing = said("c-1", new Signal.Answer("v=0 not even SDP", target)).entry().routing();
    assertThat(routing.durable()).isFalse();
    assertThat(routing.target()).isEqualTo(new UserId("bob-id"));
    assertThat(routing.targetSession()).isEqualTo(new SessionId("s_2"));
  }

  @ParameterizedTest
  @EnumSource(MediaType.class)
  void switchingOnesOwnMediumShowsInOnesEntry(MediaType medium) {
    var off = medium == MediaType.AUDIO ? MediaAction.MUTE : MediaAction.VIDEO_OFF;
    var field =
        switch (medium) {
          case AUDIO -> "audio_enabled";
          case VIDEO -> "video_enabled";
          case SCREEN_SHARE -> "screen_sharing";
        };
    assertThat(said("c-1", new ClientPayload.MediaControl(off, medium, null)).statePatch())
        .isEqualTo("{\"" + field + "\":false}");
  }

  @Test
  void askingAnotherToMuteChangesNothingOfOnesOwn() {
    var bob = new Target(new UserId("bob-id"), null);
    var ask = new ClientPayload.MediaControl(MediaAction.MUTE, MediaType.AUDIO, bob);
    assertThat(said("c-1", ask).statePatch()).isNull();
    assertThat(audited)
        .containsExactly(
            new AuditEvent(
                ROOM,
                ADA,
                AuditAction.PARTICIPANT_MUTED,
                new UserId("bob-id"),
                null,
                "mute audio"));
  }

  @Test
  void aSharedScreenShowsInOnesEntry() {
    var start = new ScreenShare(ShareAction.START, null, ShareQuality.MEDIUM);
    var stop = new ScreenShare(ShareAction.STOP, null, ShareQuality.MEDIUM);
    assertThat(said("c-1", start).statePatch()).isEqualTo("{\"screen_sharing\":true}");
    assertThat(said("c-2", stop).statePatch()).isEqualTo("{\"screen_sharing\":false}");
  }

  @Test
  void whatIsSaidInPassingIsNotLoggedAndNamesItsSpeaker() {
    var heart = new ClientMessage("c-1", new Passing.Reaction(ReactionType.HEART));
    assertThat(router.say(asObserver(), List.of(heart))).containsExactly(new Said.Passed());
    assertThat(log.drafts).isEmpty();
    assertThat(passed.getFirst().routing().durable()).isFalse();
    assertThat(passed.getFirst().body())
        .contains("\"type\":\"reaction\"", "\"reaction_type\":\"heart\"")
        .contains("\"user_id\":\"ada-id\"");
  }

  @Test
  void everyMessageOfAMixtureGetsItsOwnAnswer() {
    var bob = new Target(new UserId("bob-id"), null);
    var said =
        router.say(
            speaker(),
            List.of(
                new ClientMessage("c-1", HELLO),
                new ClientMessage("c-2", new Passing.Typing(true, bob)),
                new ClientMessage("c-3", new Passing.Typing(false, null)),
                new ClientMessage("c-4", HELLO)));
    assertThat(said.get(0)).isInstanceOf(Said.Logged.class);
    assertThat(said.get(1)).isInstanceOf(Said.Refused.class);
    assertThat(said.get(2)).isInstanceOf(Said.Passed.class);
    assertThat(said.get(3)).isInstanceOf(Said.Logged.class);
    assertThat(log.drafts).extracting(Draft::id).containsExactly("c-1", "c-4");
  }

  @Test
  void whoMayNotChatDoesNotType() {
    var typing = new ClientMessage(null, new Passing.Typing(true, null));
    assertThat(router.say(asObserver(), List.of(typing)).getFirst())
        .isInstanceOf(Said.Refused.class);
    assertThat(passed).isEmpty();
  }

  @Test
  void whoMayNotSaysNothing() {
    become(Role.OBSERVER);
    var bob = new Target(new UserId("bob-id"), null);
    var offer = new ClientMessage("c-2", new Signal.Answer("v=0", bob));
    var said = router.say(speaker(), List.of(new ClientMessage("c-1", HELLO), offer));
    assertThat(said.getFirst())
        .isInstanceOfSatisfying(
            Said.Refused.class,
            refused -> assertThat(refused.problem().code()).isEqualTo("permission_denied"));
    assertThat(said.getLast()).isInstanceOf(Said.Logged.class);
    assertThat(log.drafts).extracting(Draft::id).containsExactly("c-2");
  }

  @Test
  void aHandGoesUpInTheRulesBetweenWhatIsSaidBeforeAndAfter() {
    var hand = new ClientMessage("c-2", new ClientPayload.HandRaise(true));
    var said =
        router.say(
            speaker(),
            List.of(new ClientMessage("c-1", HELLO), hand, new ClientMessage("c-3", HELLO)));
    assertThat(said).hasSize(3).allMatch(Said.Logged.class::isInstance);
    assertThat(log.drafts).extracting(Draft::id).containsExactly("c-1", "c-3");
    assertThat(rules.read(ROOM).rules().hands().has(ADA)).isTrue();
    assertThat(rules.asked()).containsExactly("c-2");
  }

  @Test
  void whatWasJudgedByRulesThatNoLongerHoldIsJudgedAgain() {
    var chat = new ClientMessage("c-1", HELLO);
    assertThat(router.say(speaker(), List.of(chat)).getFirst()).isInstanceOf(Said.Logged.class);
    var unseen = new AtomicInteger();
    meanwhile =
        () -> {
          if (unseen.getAndIncrement() == 0) {
            become(Role.OBSERVER);
          }
        };
    assertThat(router.say(speaker(), List.of(chat)).getFirst()).isInstanceOf(Said.Refused.class);
    become(Role.MODERATOR);
    assertThat(router.say(speaker(), List.of(chat)).getFirst())
        .as("what was refused by rules that no longer hold")
        .isInstanceOf(Said.Logged.class);
  }

  @Test
  void whoeverCannotKeepUpWithTheRulesIsToldToComeAgain() {
    var chat = new ClientMessage("c-1", HELLO);
    meanwhile = () -> become(Role.HOST);
    assertThatExceptionOfType(UnavailableException.class)
        .isThrownBy(() -> router.say(speaker(), List.of(chat)))
        .satisfies(problem -> assertThat(problem.retryAfter()).isNotNull());
    assertThat(log.drafts).isEmpty();
  }
}
