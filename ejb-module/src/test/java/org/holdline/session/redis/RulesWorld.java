package org.holdline.session.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import org.holdline.identity.entity.UserId;
import org.holdline.message.control.Permission;
import org.holdline.message.control.Role;
import org.holdline.message.control.RoomFlag;
import org.holdline.platform.redis.TestRedis;
import org.holdline.problem.entity.ProblemException;
import org.holdline.room.control.RoomDecisions;
import org.holdline.room.control.RoomPolicy;
import org.holdline.room.control.RulesChange;
import org.holdline.room.control.RulesVersion;
import org.holdline.session.control.RulesStore.Asked;

/** One room, three nodes, and five people who act at the same time. */
final class RulesWorld implements AutoCloseable {
  private static final Set<String> REFUSALS =
      Set.of(
          "user_not_in_room",
          "user_not_found",
          "permission_denied",
          "insufficient_role",
          "host_required",
          "service_unavailable");

  private final BusyRoom room;
  private final RoomPolicy policy = new RoomPolicy();
  private final RoomDecisions decisions = new RoomDecisions(policy, Clock.systemUTC());
  private final Queue<RulesVersion> versions = new ConcurrentLinkedQueue<>();

  RulesWorld(TestRedis server) {
    room = new BusyRoom(server, 3, "ada", "bob", "eve", "joe", "zoe");
  }

  /** Each person does what he wishes one after the other, at the same time as the others. */
  void play(List<Integer> wishes) throws InterruptedException, ExecutionException {
    room.play(wishes, this::wish);
  }

  private void wish(TestNode node, UserId self, UserId other, int choice) {
    try {
      switch (choice % 12) {
        case 0, 1, 2 -> room.enter(node, self, choice % 4 == 0 ? Role.MODERATOR : Role.PARTICIPANT);
        case 3 -> room.leave(node, self);
        case 4, 5 -> change(node, decisions.assign(self, other, of(Role.values(), choice)));
        case 6 -> change(node, decisions.permit(self, other, some(choice)));
        case 7 -> change(node, decisions.set(self, Map.of(name(choice), choice % 5 > 2)));
        case 8 -> change(node, decisions.raiseHand(self, choice % 5 > 0));
        case 9 -> say(node, self, choice);
        case 10 -> change(node, decisions.lowerHand(self, other));
        default -> change(node, decisions.lowerAllHands(self));
      }
    } catch (ProblemException refused) {
      assertThat(refused.code()).isIn(REFUSALS);
    }
  }

  private static <T> T of(T[] values, int choice) {
    return values[choice / 12 % values.length];
  }

  private static Map<Permission, Boolean> some(int choice) {
    return Map.of(of(Permission.values(), choice), choice % 5 > 2);
  }

  private static String name(int choice) {
    return of(RoomFlag.values(), choice).wireName();
  }

  private void change(TestNode node, RulesChange wish) {
    var changed = node.rules().change(room.id(), wish);
    if (!changed.before().version().equals(changed.after().version())) {
      versions.add(changed.after().version());
    }
  }

  private void say(TestNode node, UserId user, int choice) {
    var attachment = room.attachment(user);
    if (attachment != null) {
      var asked = new Asked(attachment, user + "-client", "m" + choice);
      var said = node.rules().change(asked, decisions.raiseHand(user, choice % 5 > 0));
      var again = node.rules().change(asked, decisions.raiseHand(user, choice % 5 > 0));
      assertThat(again.position()).isEqualTo(said.position());
      assertThat(again.duplicate()).isTrue();
    }
  }

  /** The room's story, then the room. */
  void check() {
    assertThat(versions).doesNotHaveDuplicates();
    var node = room.node();
    var story = new RulesStory(policy);
    room.tell(story::hear);
    var now = node.rules().read(room.id());
    assertThat(now.attendees()).hasSameSizeAs(room.present());
    story.checkIs(now);
    node.sessions().snapshot(room.id()).ifPresent(story::checkShows);
  }

  @Override
  public void close() {
    room.close();
  }
}
