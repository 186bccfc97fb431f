package org.holdline.room.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.holdline.identity.entity.UserId;
import org.holdline.message.control.ChatMessageType;
import org.holdline.message.control.ClientPayload;
import org.holdline.message.control.MediaAction;
import org.holdline.message.control.MediaType;
import org.holdline.message.control.Passing;
import org.holdline.message.control.Permission;
import org.holdline.message.control.ReactionType;
import org.holdline.message.control.Role;
import org.holdline.message.control.Target;
import org.holdline.problem.entity.ProblemException;
import org.junit.jupiter.api.Test;

/** The table of docs/roles.md is what the policy says, cell by cell. */
class RolesTableTest {
  private static final Path PAGE = Path.of("..", "docs", "roles.md");
  private static final UserId HOST = new UserId("host");
  private static final UserId SELF = new UserId("self");
  private static final UserId OTHER = new UserId("other");

  private final RoomPolicy policy = new RoomPolicy();
  private final RoomDecisions decisions = new RoomDecisions(policy, Clock.systemUTC());
  private final Map<String, Deed> deeds = new LinkedHashMap<>();

  /** What somebody does who has a role, in a room with a host and a participant. */
  private interface Deed {
    void tryIn(RoomNow now);
  }

  RolesTableTest() {
    say("`chat-message`", new ClientPayload.Chat("hello", ChatMessageType.TEXT, null, null));
    say("`typing-indicator`", new Passing.Typing(true, null));
    say("`reaction`", new Passing.Reaction(ReactionType.CLAP));
    say("`hand-raise`", new ClientPayload.HandRaise(true));
    say("switch one's microphone on", own(MediaAction.UNMUTE, MediaType.AUDIO));
    say("switch one's camera on", own(MediaAction.VIDEO_ON, MediaType.VIDEO));
    say("share one's screen", own(MediaAction.VIDEO_ON, MediaType.SCREEN_SHARE));
    say("switch one's microphone off", own(MediaAction.MUTE, MediaType.AUDIO));
    say(
        "mute a participant",
        new ClientPayload.MediaControl(MediaAction.MUTE, MediaType.AUDIO, new Target(OTHER, null)));
    decide("change settings", decisions.set(SELF, Map.of("lock_room", true)));
    decide("make a participant moderator", decisions.assign(SELF, OTHER, Role.MODERATOR));
    decide("make a participant observer", decisions.assign(SELF, OTHER, Role.OBSERVER));
    decide("make a participant host", decisions.assign(SELF, OTHER, Role.HOST));
    decide("make oneself observer", decisions.assign(SELF, SELF, Role.OBSERVER));
    decide(
        "change what a participant may do",
        decisions.permit(SELF, OTHER, Map.of(Permission.SPEAK, false)));
    decide("lower another's hand", decisions.lowerHand(SELF, OTHER));
    decide("lower all hands", decisions.lowerAllHands(SELF));
    deeds.put("kick or ban a participant", now -> policy.requireAbove(now.rules(), SELF, OTHER));
    deeds.put(
        "see and lift bans",
        now ->
            policy.require(policy.permissions(now.rules(), SELF), Permission.MANAGE_PARTICIPANTS));
  }

  private static ClientPayload own(MediaAction action, MediaType medium) {
    return new ClientPayload.MediaControl(action, medium, null);
  }

  private void say(String name, ClientPayload payload) {
    deeds.put(name, now -> policy.require(now.rules(), SELF, payload));
  }

  private void decide(String name, RulesChange change) {
    deeds.put(name, now -> assertThat(change.decide(now)).isNotNull());
  }

  private boolean may(Role role, Deed deed) {
    var other = role == Role.HOST ? Role.PARTICIPANT : Role.HOST;
    var roles = new RoomRoles(Map.of(HOST, other, SELF, role), Map.of());
    var attendees =
        Stream.of(HOST, SELF, OTHER).map(user -> new Attendee(user, "Name", true)).toList();
    var rules = RoomRules.initial().with(roles);
    try {
      deed.tryIn(new RoomNow(new RulesVersion("life:1"), rules, attendees));
      return true;
    } catch (ProblemException refused) {
      return false;
    }
  }

  private String table() {
    var head = "| | host | moderator | participant | observer |\n|---|---|---|---|---|\n";
    return deeds.entrySet().stream()
        .map(deed -> "| " + deed.getKey() + " | " + cells(deed.getValue()) + " |\n")
        .collect(Collectors.joining("", head, ""));
  }

  private String cells(Deed deed) {
    return List.of(Role.values()).stream()
        .map(role -> may(role, deed) ? "yes" : "no")
        .collect(Collectors.joining(" | "));
  }

  @Test
  void thePageSaysWhatThePolicySays() throws IOException {
    assertThat(Files.readString(PAGE)).contains(table());
  }
}
