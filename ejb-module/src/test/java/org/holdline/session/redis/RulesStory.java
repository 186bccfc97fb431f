package org.holdline.session.redis;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.holdline.identity.entity.UserId;
import org.holdline.message.control.Permission;
import org.holdline.message.control.Role;
import org.holdline.message.control.RoomSettings;
import org.holdline.message.control.WireNamed;
import org.holdline.replay.control.LoggedMessage;
import org.holdline.room.control.RoomNow;
import org.holdline.room.control.RoomPolicy;
import org.holdline.session.control.RoomSnapshot;
import org.jspecify.annotations.Nullable;

/** What somebody believes of a room who has heard everything and knows nothing else. */
final class RulesStory {
  private final RoomPolicy policy;
  private final Map<String, Role> roles = new LinkedHashMap<>();

  /** What somebody may do whatever his role, until that changes. */
  private final Map<String, Set<Permission>> permissions = new HashMap<>();

  private List<String> hands = new ArrayList<>();
  private RoomSettings settings = RoomSettings.defaults();

  RulesStory(RoomPolicy policy) {
    this.policy = policy;
  }

  void hear(LoggedMessage message) {
    var told = RoomWatch.payload(message);
    switch (message.routing().type()) {
      case "user-joined" -> joined(told);
      case "user-left" -> left(told.getString("user_id"));
      case "role-updated" -> changed(told);
      case "permission-updated" -> permitted(told);
      case "room-settings-update" -> {
        requireManager(told.getString("updated_by"));
        settings = RoomSettings.defaults().with(values(told.getJsonObject("settings")));
      }
      case "hand-raise" -> {
        if (told.containsKey("updated_by")) {
          requireManager(told.getString("updated_by"));
        }
      }
      case "hand-raise-queue" ->
          hands =
              new ArrayList<>(
                  told.getJsonArray("queue").getValuesAs(JsonObject.class).stream()
                      .map(hand -> hand.getString("user_id"))
                      .toList());
      default -> assertThat(message.routing().type()).isEqualTo("participant-update");
    }
  }

  private void joined(JsonObject told) {
    var user = told.getString("user_id");
    if (roles.isEmpty()) {
      settings = RoomSettings.defaults();
      permissions.clear();
      assertThat(hands).as("hands of those who are gone").isEmpty();
    }
    roles.put(user, role(told.getJsonObject("participant")));
    checkHost();
  }

  private void left(String user) {
    assertThat(roles.remove(user)).as("who leaves was there").isNotNull();
  }

  private void changed(JsonObject told) {
    var user = told.getString("user_id");
    var role = role(told);
    var by = told.getString("updated_by", null);
    if (by != null && role != Role.HOST && !by.equals(user)) {
      requireAbove(by, user);
    }
    roles.put(user, role);
    permissions.remove(user);
    assertThat(hosts().size()).isLessThan(2);
  }

  private void permitted(JsonObject told) {
    var user = told.getString("user_id");
    requireAbove(told.getString("updated_by"), user);
    var shown = told.getJsonObject("permissions");
    var own = EnumSet.noneOf(Permission.class);
    Stream.of(Permission.values())
        .filter(each -> shown.getBoolean(each.wireName()))
        .forEach(own::add);
    permissions.put(user, own);
  }

  private Set<Permission> permissions(String user) {
    var role = Objects.requireNonNull(roles.get(user));
    return role == Role.HOST
        ? policy.permissions(role)
        : permissions.getOrDefault(user, policy.permissions(role));
  }

  private void requireAbove(String actor, String target) {
    requireManager(actor);
    assertThat(roles.get(actor)).isLessThan(roles.get(target));
  }

  private void requireManager(String actor) {
    assertThat(permissions(actor)).contains(Permission.MANAGE_PARTICIPANTS);
  }

  private static Role role(JsonObject told) {
    return WireNamed.find(Role.class, told.getString("role")).orElseThrow();
  }

  private static Map<String, @Nullable Object> values(JsonObject shown) {
    var values = new HashMap<String, @Nullable Object>();
    shown.keySet().stream()
        .filter(name -> !shown.isNull(name))
        .forEach(name -> values.put(name, shown.getBoolean(name)));
    return values;
  }

  private List<String> hosts() {
    return roles.entrySet().stream()
        .filter(entry -> entry.getValue() == Role.HOST)
        .map(Map.Entry::getKey)
        .toList();
  }

  private void checkHost() {
    assertThat(hosts()).hasSize(roles.isEmpty() ? 0 : 1);
  }

  void checkIs(RoomNow now) {
    checkHost();
    var held = new TreeMap<String, Object>();
    var heldRoles = new TreeMap<String, Role>();
    for (var each : now.attendees()) {
      heldRoles.put(each.user().value(), now.roleOf(each.user()));
      held.put(each.user().value(), policy.permissions(now.rules(), each.user()));
    }
    assertThat(new TreeMap<>(roles)).isEqualTo(heldRoles);
    var believed = new TreeMap<String, Object>();
    roles.keySet().forEach(user -> believed.put(user, permissions(user)));
    assertThat(believed).isEqualTo(held);
    assertThat(hands)
        .isEqualTo(now.rules().hands().hands().stream().map(each -> each.user().value()).toList());
    if (!roles.isEmpty()) {
      assertThat(settings).isEqualTo(now.rules().settings());
    }
  }

  void checkShows(RoomSnapshot snapshot) {
    assertThat(snapshot.sessions())
        .allSatisfy(each -> {
          var user = each.userId().value();
          assertThat(each.role()).isEqualTo(roles.get(user));
          assertThat(each.media().handRaisedAt() != null).isEqualTo(hands.contains(user));
        });
    assertThat(snapshot.host().map(UserId::value)).isEqualTo(hosts().stream().findFirst());
  }
}
