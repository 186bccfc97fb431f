package org.holdline.session.redis;

import jakarta.json.JsonObjectBuilder;
import java.lang.System.Logger.Level;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.holdline.identity.entity.UserId;
import org.holdline.message.control.HandQueue;
import org.holdline.message.control.OngoingRecording;
import org.holdline.message.control.Permission;
import org.holdline.message.control.RaisedHand;
import org.holdline.message.control.Role;
import org.holdline.message.control.RoomFlag;
import org.holdline.message.control.RoomSettings;
import org.holdline.message.control.WireNamed;
import org.holdline.platform.control.LogEvent;
import org.holdline.platform.control.Timestamps;
import org.holdline.room.control.DoorAnswer;
import org.holdline.room.control.DoorAnswers;
import org.holdline.room.control.RoomRoles;
import org.holdline.room.control.RoomRules;
import org.holdline.text.Json;
import org.jspecify.annotations.Nullable;

/**
 * A room's rules as the fields of their hash: one for each part of which a script takes something
 * away on its own, one for each other part.
 */
final class RulesHash {
  private static final System.Logger LOG = System.getLogger(RulesHash.class.getName());
  private static final String SETTINGS = "settings";
  private static final String ASSIGNED = "role:";
  private static final String PERMITTED = "may:";
  private static final String HAND = "hand:";
  private static final String BREAKOUT = "breakout:";
  private static final String IN_BREAKOUT = "in-breakout:";
  private static final String DOOR = "door:";
  private static final String RECORDING = "recording";
  private static final String RECORDER = "recorder";
  private static final String HOST = "@host";

  private final Map<UserId, Role> present = new HashMap<>();
  private final Map<UserId, Role> assigned = new HashMap<>();
  private final Map<UserId, Set<Permission>> permissions = new HashMap<>();
  private final List<Numbered> hands = new ArrayList<>();
  private final List<BreakoutText.Numbered> breakouts = new ArrayList<>();
  private final Map<UserId, String> inBreakouts = new HashMap<>();
  private final Map<UserId, DoorAnswer> door = new HashMap<>();
  private RoomSettings settings = RoomSettings.defaults();
  private @Nullable OngoingRecording recording;

  private RulesHash() {}

  private record Numbered(int number, RaisedHand hand) {}

  /**
   * Reads them; a field that is damaged is left out.
   *
   * @param fields of the rules
   * @param roles of those present, by user
   */
  static RoomRules read(Map<String, String> fields, Map<String, String> roles) {
    var reading = new RulesHash();
    fields.forEach((name, text) -> whole(name, () -> reading.take(name, text)));
    roles.forEach((user, role) -> whole(user, () -> reading.takeRole(user, role)));
    reading.hands.sort(Comparator.comparingInt(Numbered::number));
    return new RoomRules(
        reading.settings,
        new RoomRoles(reading.present, reading.assigned),
        reading.permissions,
        new HandQueue(reading.hands.stream().map(Numbered::hand).toList()),
        BreakoutText.all(reading.breakouts, reading.inBreakouts),
        new DoorAnswers(reading.door),
        reading.recording);
  }

  private static void whole(String field, Runnable read) {
    try {
      read.run();
    } catch (RuntimeException e) {
      LOG.log(Level.WARNING, LogEvent.of("rule left out").with("field", field).with("cause", e));
    }
  }

  private void take(String name, String text) {
    if (name.equals(SETTINGS)) {
      settings = settings(text);
    } else if (name.equals(RECORDING)) {
      recording = RecordingText.read(text);
    } else if (name.startsWith(ASSIGNED)) {
      assigned.put(user(name, ASSIGNED), Answers.role(text));
    } else if (name.startsWith(PERMITTED)) {
      permissions.put(user(name, PERMITTED), permitted(text));
    } else if (name.startsWith(HAND)) {
      hands.add(hand(user(name, HAND), text));
    } else if (name.startsWith(BREAKOUT)) {
      breakouts.add(BreakoutText.read(text));
    } else if (name.startsWith(IN_BREAKOUT)) {
      inBreakouts.put(user(name, IN_BREAKOUT), text);
    } else if (name.startsWith(DOOR)) {
      door.put(user(name, DOOR), answer(text));
    }
  }

  private void takeRole(String user, String role) {
    if (!user.equals(HOST)) {
      present.put(new UserId(user), Answers.role(role));
    }
  }

  private static UserId user(String name, String prefix) {
    return new UserId(name.substring(prefix.length()));
  }

  /** What is not said is as by default: settings may have come with a later version. */
  private static RoomSettings settings(String text) {
    var said = new HashMap<String, @Nullable Object>();
    var json = Json.readObject(text);
    for (var flag : RoomFlag.values()) {
      if (json.containsKey(flag.wireName())) {
        said.put(flag.wireName(), json.getBoolean(flag.wireName()));
      }
    }
    if (json.containsKey("max_participants")) {
      said.put("max_participants", json.getJsonNumber("max_participants").longValueExact());
    }
    return RoomSettings.defaults().with(said);
  }

  private static Set<Permission> permitted(String text) {
    return Stream.of(text.split(" ", -1))
        .filter(name -> !name.isEmpty())
        .map(name -> WireNamed.find(Permission.class, name).orElseThrow())
        .collect(Collectors.toSet());
  }

  private static Numbered hand(UserId user, String text) {
    var json = Json.readObject(text);
    var raisedAt = Instant.parse(json.getString("raised_at"));
    return new Numbered(
        json.getInt("number"), new RaisedHand(user, json.getString("username"), raisedAt));
  }

  private static DoorAnswer answer(String text) {
    var json = Json.readObject(text);
    var by = new UserId(json.getString("by"));
    var at = Instant.parse(json.getString("at"));
    return json.getBoolean("admitted")
        ? new DoorAnswer.Admitted(by, at)
        : new DoorAnswer.Rejected(by, json.getString("reason", null), at);
  }

  /** All fields but the version. */
  static Map<String, String> write(RoomRules rules) {
    var fields = new LinkedHashMap<String, String>();
    fields.put(SETTINGS, settings(rules.settings()));
    rules.roles().assigned().forEach((user, role) -> fields.put(ASSIGNED + user, role.wireName()));
    rules.permissions().forEach((user, own) -> fields.put(PERMITTED + user, permitted(own)));
    List<RaisedHand> hands = rules.hands().hands();
    for (int i = 0; i < hands.size(); i++) {
      fields.put(HAND + hands.get(i).user(), hand(i, hands.get(i)));
    }
    var breakouts = rules.breakouts();
    for (int i = 0; i < breakouts.rooms().size(); i++) {
      var each = breakouts.rooms().get(i);
      fields.put(BREAKOUT + each.id(), BreakoutText.write(i, each));
    }
    breakouts.assigned().forEach((user, id) -> fields.put(IN_BREAKOUT + user, id));
    rules
        .door()
        .given()
        .forEach((user, answer) -> answer(answer).ifPresent(text -> fields.put(DOOR + user, text)));
    var recording = rules.recording();
    if (recording != null) {
      fields.put(RECORDING, RecordingText.write(recording));
      fields.put(RECORDER, recording.session() + " " + recording.recorder());
    }
    return fields;
  }

  private static Optional<String> answer(DoorAnswer answer) {
    return switch (answer) {
      case DoorAnswer.None none -> Optional.empty();
      case DoorAnswer.Admitted in -> Optional.of(answer(true, in.by(), in.at()).build().toString());
      case DoorAnswer.Rejected out -> {
        var json = answer(false, out.by(), out.at());
        if (out.reason() != null) {
          json.add("reason", out.reason());
        }
        yield Optional.of(json.build().toString());
      }
    };
  }

  private static JsonObjectBuilder answer(boolean admitted, UserId by, Instant at) {
    return Json.createObjectBuilder()
        .add("admitted", admitted)
        .add("by", by.value())
        .add("at", Timestamps.text(at));
  }

  static String settings(RoomSettings settings) {
    var json = Json.createObjectBuilder();
    for (var flag : RoomFlag.values()) {
      json.add(flag.wireName(), settings.has(flag));
    }
    var max = settings.participantsMax();
    if (max != null) {
      json.add("max_participants", max);
    }
    return json.build().toString();
  }

  private static String permitted(Set<Permission> own) {
    return own.stream().map(Permission::wireName).collect(Collectors.joining(" "));
  }

  private static String hand(int number, RaisedHand hand) {
    return Json.createObjectBuilder()
        .add("number", number)
        .add("username", hand.username())
        .add("raised_at", Timestamps.text(hand.raisedAt()))
        .build()
        .toString();
  }
}
