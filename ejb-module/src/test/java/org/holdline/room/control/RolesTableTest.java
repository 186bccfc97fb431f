package org.holdline.room.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.holdline.identity.entity.UserId;
import org.holdline.message.control.BackgroundType;
import org.holdline.message.control.Breakout;
import org.holdline.message.control.Breakouts;
import org.holdline.message.control.ChatChange;
import org.holdline.message.control.ChatMessageType;
import org.holdline.message.control.ClientPayload;
import org.holdline.message.control.MediaAction;
import org.holdline.message.control.MediaType;
import org.holdline.message.control.Passing;
import org.holdline.message.control.Permission;
import org.holdline.message.control.ReactionType;
import org.holdline.message.control.Role;
import org.holdline.message.control.ScreenShare;
import org.holdline.message.control.ShareAction;
import org.holdline.message.control.ShareQuality;
import org.holdline.message.control.Signal;
import org.holdline.message.control.Target;
import org.holdline.message.control.VideoResolution;
import org.holdline.problem.entity.ProblemException;
import org.holdline.room.entity.RoomId;
import org.junit.jupiter.api.Test;

/** The table of docs/roles.md is what the policy says, cell by cell. */
class RolesTableTest {
  private static final Path PAGE = Path.of("..", "docs", "roles.md");
  private static final RoomId ROOM = new RoomId("room");
  private static final UserId HOST = new UserId("host");
  private static final UserId SELF = new UserId("self");
  private static final UserId OTHER = new UserId("other");
  private static final Target TO_OTHER = new Target(OTHER, null);
  private static final Breakout GREEN =
      new Breakout("green", "room--breakout-green", "Green", null, true, null, null, true);
  private static final String INFO = "`POST participants/{user_id}/info`";

  private final RoomPolicy policy = new RoomPolicy();
  private final RoomDecisions decisions = new RoomDecisions(policy, Clock.systemUTC());
  private final Map<String, Deed> deeds = new LinkedHashMap<>();

  /** What somebody does who has a role, in a room with a host and a participant. */
  private interface Deed {
    void tryIn(RoomNow now);
  }

  RolesTableTest() {
    speaking();
    showing();
    leading();
    lookingAfterOthers();
    splittingUp();
  }

  private void speaking() {
    say("say something", "`chat-message`", chat());
    say("change what one has said", "`chat-edit`", new ChatChange.Edit("m1", "other", null));
    say("take back what one has said", "`chat-delete`", new ChatChange.Delete("m1", null));
    put("take back what a participant has said", "`chat-delete`", this::requireManager);
    say("show that one writes", "`typing-indicator`", new Passing.Typing(true, null));
    say("show how far one has read", "`read-receipt`", new Passing.Receipt("m1", null));
    put(
        "have the room recorded",
        "`POST recording/start`",
        now -> policy.requireRecording(now.rules(), SELF));
    put("offer files", "`POST file-transfer/offer`", now -> policy.requireFiles(now.rules(), SELF));
    say("react", "`reaction`", new Passing.Reaction(ReactionType.CLAP));
    var hand = "`hand-raise`, `POST hand-raise`, " + INFO;
    say("raise one's hand", hand, new ClientPayload.HandRaise(true));
    say(
        "connect with others",
        "`offer`, `answer`, `ice-candidate`",
        new Signal.Offer("v=0", TO_OTHER),
        new Signal.Answer("v=0", TO_OTHER));
  }

  private static ClientPayload chat() {
    return new ClientPayload.Chat("hello", ChatMessageType.TEXT, null, null);
  }

  private void showing() {
    var media = "`media-control`, " + INFO;
    var screen = "`media-control`, `screen-share-control`, " + INFO;
    say("switch one's microphone on", media, own(MediaAction.UNMUTE, MediaType.AUDIO));
    say("switch one's camera on", media, own(MediaAction.VIDEO_ON, MediaType.VIDEO));
    say(
        "share one's screen",
        screen,
        own(MediaAction.VIDEO_ON, MediaType.SCREEN_SHARE),
        share(ShareAction.START));
    say(
        "switch one's microphone, camera or share off",
        screen,
        own(MediaAction.MUTE, MediaType.AUDIO),
        own(MediaAction.VIDEO_OFF, MediaType.VIDEO),
        own(MediaAction.VIDEO_OFF, MediaType.SCREEN_SHARE),
        share(ShareAction.STOP));
    say(
        "change one's background",
        "`virtual-background-update`",
        new Passing.Background(BackgroundType.NONE, null, null));
    say(
        "tell of one's line and device",
        "`network-stats`, `quality-update`, `analytics-event`, `POST connection-quality`, `POST quality`",
        new Passing.Quality(VideoResolution.P720, null, null, null, null));
    put("go by another name", INFO, now -> policy.requireRename(now, SELF));
  }

  private static ClientPayload own(MediaAction action, MediaType medium) {
    return new ClientPayload.MediaControl(action, medium, null);
  }

  private static ClientPayload share(ShareAction action) {
    return new ScreenShare(action, null, ShareQuality.MEDIUM);
  }

  private void leading() {
    var role = "`POST roles/{user_id}`";
    decide("change settings", "`POST settings`", decisions.set(SELF, Map.of("lock_room", true)));
    decide("make a participant moderator", role, decisions.assign(SELF, OTHER, Role.MODERATOR));
    decide("make a participant observer", role, decisions.assign(SELF, OTHER, Role.OBSERVER));
    decide("make a participant host", role, decisions.assign(SELF, OTHER, Role.HOST));
    decide("make oneself observer", role, decisions.assign(SELF, SELF, Role.OBSERVER));
    decide(
        "change what a participant may do",
        "`POST permissions/{user_id}`",
        decisions.permit(SELF, OTHER, Map.of(Permission.SPEAK, false)));
  }

  private void lookingAfterOthers() {
    say(
        "mute a participant",
        "`media-control`",
        new ClientPayload.MediaControl(MediaAction.MUTE, MediaType.AUDIO, TO_OTHER));
    var media = new MediaDecisions(policy, Clock.systemUTC());
    decide("mute all below oneself", "`POST mute-all`", media.muteAll(SELF));
    decide(
        "lower another's hand",
        "`POST hand-raise/{user_id}/lower`",
        decisions.lowerHand(SELF, OTHER));
    decide("lower all hands", "`POST hand-raise/lower-all`", decisions.lowerAllHands(SELF));
    put(
        "kick or ban a participant",
        "`POST participants/{user_id}/kick`, `POST participants/{user_id}/ban`",
        now -> policy.requireAbove(now.rules(), SELF, OTHER));
    put("see and lift bans", "`GET bans`, `DELETE bans/{user_id}`", this::requireManager);
    var door = new DoorDecisions(policy, Clock.systemUTC());
    var waiting = "`POST waiting-room/";
    put("see who waits at the door", "`GET waiting-room`", this::requireManager);
    decide(
        "let people in",
        waiting + "{user_id}/admit`, " + waiting + "admit-all`",
        door.admit(SELF, Set.of(OTHER)));
    decide(
        "turn people away",
        waiting + "{user_id}/reject`, " + waiting + "reject-all`",
        door.reject(SELF, Set.of(OTHER), null));
  }

  private void splittingUp() {
    var breakouts = new BreakoutDecisions(policy, Clock.systemUTC());
    var route = "breakout-rooms";
    decide(
        "make breakout rooms",
        "`POST " + route + "`",
        breakouts.create(ROOM, SELF, new BreakoutPlan("red", "Red", null, true, null)));
    decide(
        "send a participant to one",
        "`POST " + route + "/{breakout_room_id}/assign/{user_id}`",
        breakouts.assign(SELF, "green", OTHER));
    decide(
        "bring a participant back",
        "`DELETE " + route + "/assignments/{user_id}`",
        breakouts.unassign(SELF, OTHER));
    decide(
        "distribute everybody",
        "`POST " + route + "/auto-assign`",
        breakouts.distribute(SELF, BreakoutDecisions.Strategy.EVEN, 1));
    put("say something in all of them", "`POST " + route + "/broadcast`", this::requireManager);
    decide(
        "close a breakout room",
        "`DELETE " + route + "/{breakout_room_id}`",
        breakouts.close(SELF, "green"));
  }

  private void requireManager(RoomNow now) {
    policy.requireManager(now, SELF);
  }

  /** All of the payloads or none. */
  private void say(String name, String how, ClientPayload... payloads) {
    for (var payload : payloads) {
      put(name, how, now -> policy.require(now.rules(), SELF, payload));
    }
  }

  private void decide(String name, String how, RulesChange change) {
    put(name, how, now -> assertThat(change.decide(now)).isNotNull());
  }

  private void put(String name, String how, Deed deed) {
    deeds.merge(
        name + " | " + how,
        deed,
        (one, other) ->
            now -> {
              assertThat(may(one, now)).as(name).isEqualTo(may(other, now));
              one.tryIn(now);
            });
  }

  private static RoomNow in(Role role) {
    var other = role == Role.HOST ? Role.PARTICIPANT : Role.HOST;
    var roles = new RoomRoles(Map.of(HOST, other, SELF, role), Map.of());
    var attendees =
        Stream.of(HOST, SELF, OTHER).map(user -> new Attendee(user, "Name", true)).toList();
    var rules = RoomRules.initial().with(roles).with(Breakouts.NONE.with(GREEN));
    return new RoomNow(new RulesVersion("life:1"), rules, attendees);
  }

  private static boolean may(Deed deed, RoomNow now) {
    try {
      deed.tryIn(now);
      return true;
    } catch (ProblemException refused) {
      return false;
    }
  }

  private String table() {
    var head = "| | by | host | moderator | participant | observer |\n|---|---|---|---|---|---|\n";
    return deeds.entrySet().stream()
        .map(deed -> "| " + deed.getKey() + " | " + cells(deed.getValue()) + " |\n")
        .collect(Collectors.joining("", head, ""));
  }

  private static String cells(Deed deed) {
    return List.of(Role.values()).stream()
        .map(role -> may(deed, in(role)) ? "yes" : "no")
        .collect(Collectors.joining(" | "));
  }

  @Test
  void thePageSaysWhatThePolicySays() throws IOException {
    assertThat(Files.readString(PAGE)).contains(table());
  }
}
