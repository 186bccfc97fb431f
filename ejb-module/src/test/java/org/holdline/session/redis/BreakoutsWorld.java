package org.holdline.session.redis;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.time.Clock;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.holdline.identity.entity.UserId;
import org.holdline.message.control.Breakout;
import org.holdline.message.control.Role;
import org.holdline.platform.redis.TestRedis;
import org.holdline.problem.entity.ProblemException;
import org.holdline.replay.control.LoggedMessage;
import org.holdline.room.control.BreakoutDecisions;
import org.holdline.room.control.BreakoutDecisions.Strategy;
import org.holdline.room.control.BreakoutPlan;
import org.holdline.room.control.RoomNow;
import org.holdline.room.control.RoomPolicy;
import org.holdline.room.control.RulesChange;

/** One room, two nodes, and four people who split it up at the same time. */
final class BreakoutsWorld implements AutoCloseable {
  private static final List<String> IDS = List.of("green", "red", "blue");
  private static final Set<String> REFUSALS =
      Set.of(
          "user_not_in_room",
          "user_not_found",
          "permission_denied",
          "room_not_found",
          "room_already_exists",
          "max_participants_reached",
          "service_unavailable");

  private final BusyRoom room;
  private final BreakoutDecisions decisions =
      new BreakoutDecisions(new RoomPolicy(), Clock.systemUTC());

  BreakoutsWorld(TestRedis server) {
    room = new BusyRoom(server, 2, "ada", "bob", "eve", "joe");
  }

  /** Each person does what he wishes one after the other, at the same time as the others. */
  void play(List<Integer> wishes) throws InterruptedException, ExecutionException {
    room.play(wishes, this::wish);
  }

  private void wish(TestNode node, UserId self, UserId other, int choice) {
    var id = IDS.get(choice / 10 % IDS.size());
    try {
      switch (choice % 10) {
        case 0, 1, 2 -> room.enter(node, self, choice % 4 < 2 ? Role.MODERATOR : Role.PARTICIPANT);
        case 3 -> room.leave(node, self);
        case 4, 5 -> change(node, decisions.create(room.id(), self, plan(id, choice)));
        case 6, 7 -> change(node, decisions.assign(self, id, other));
        case 8 ->
            change(
                node,
                choice % 4 == 0
                    ? decisions.distribute(self, Strategy.RANDOM, choice)
                    : decisions.unassign(self, other));
        default -> change(node, decisions.close(self, id));
      }
    } catch (ProblemException refused) {
      assertThat(refused.code()).isIn(REFUSALS);
    }
  }

  private static BreakoutPlan plan(String id, int choice) {
    return new BreakoutPlan(id, id, 1 + choice % 2, choice % 3 == 0, null);
  }

  private void change(TestNode node, RulesChange wish) {
    checkPlaces(node.rules().change(room.id(), wish).after());
  }

  private static void checkPlaces(RoomNow now) {
    var breakouts = now.rules().breakouts();
    breakouts
        .assigned()
        .forEach((user, id) -> {
          assertThat(now.find(user)).as("%s is there", user).isPresent();
          assertThat(breakouts.find(id)).get().matches(Breakout::open);
        });
    for (var each : breakouts.rooms()) {
      assertThat(breakouts.in(each.id()))
          .hasSizeLessThanOrEqualTo(each.participantsMax() == null ? 0 : each.participantsMax());
    }
  }

  /** Who has heard everything knows which there are. */
  void check() {
    var now = room.node().rules().read(room.id());
    checkPlaces(now);
    var story = new Story();
    room.tell(story::hear);
    var held = new LinkedHashMap<String, Boolean>();
    now.rules().breakouts().rooms().forEach(each -> held.put(each.id(), each.open()));
    assertThat(story.open).isEqualTo(held);
  }

  @Override
  public void close() {
    room.close();
  }

  /** What the room was told of its breakout rooms. */
  private static final class Story {
    private final Map<String, Boolean> open = new LinkedHashMap<>();
    private final Set<String> staying = new HashSet<>();
    private final Set<String> people = new HashSet<>();

    void hear(LoggedMessage message) {
      var told = RoomWatch.payload(message);
      switch (message.routing().type()) {
        case "user-joined" -> people.add(told.getString("user_id"));
        case "user-left" -> left(told.getString("user_id"));
        case "breakout-room-create" -> made(told.getJsonObject("config"));
        case "breakout-room-close" -> closed(told.getString("breakout_room_id"));
        default -> {} // roles and entries are another story
      }
    }

    private void left(String user) {
      people.remove(user);
      if (people.isEmpty()) {
        open.clear();
      }
    }

    private void made(JsonObject config) {
      var id = config.getString("breakout_room_id");
      assertThat(open.put(id, true)).as("made once").isNull();
      if (config.getBoolean("auto_move_back")) {
        staying.remove(id);
      } else {
        staying.add(id);
      }
    }

    private void closed(String id) {
      boolean wasOpen = open.getOrDefault(id, false);
      if (wasOpen && staying.contains(id)) {
        open.put(id, false);
      } else {
        open.remove(id);
      }
    }
  }
}
