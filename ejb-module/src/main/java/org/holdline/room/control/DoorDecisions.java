package org.holdline.room.control;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.holdline.identity.entity.UserId;
import org.holdline.message.control.Notice;
import org.holdline.message.control.Role;
import org.jspecify.annotations.Nullable;

/**
 * What those inside say to those who wait at the door. Each decision checks the rights of whom it
 * is asked by, changes nothing itself, and may be refused with {@code user_not_in_room} or {@code
 * permission_denied}.
 */
public final class DoorDecisions {
  private final RoomPolicy policy;
  private final Clock clock;

  public DoorDecisions(RoomPolicy policy, Clock clock) {
    this.policy = policy;
    this.clock = clock;
  }

  /** These may come in, now and as long as the meeting lasts. */
  public RulesChange admit(UserId actor, Collection<UserId> users) {
    return answer(
        actor,
        users,
        at -> new DoorAnswer.Admitted(actor, at),
        (user, at) -> new Notice.WaitingRoomAdmit(user, actor, at));
  }

  /**
   * These have to go.
   *
   * @param reason for them; null for none
   */
  public RulesChange reject(UserId actor, Collection<UserId> users, @Nullable String reason) {
    return answer(
        actor,
        users,
        at -> new DoorAnswer.Rejected(actor, reason, at),
        (user, at) -> new Notice.WaitingRoomReject(user, actor, reason, at));
  }

  private RulesChange answer(
      UserId actor,
      Collection<UserId> users,
      Function<Instant, DoorAnswer> answer,
      BiFunction<UserId, Instant, Notice> news) {
    return now -> {
      policy.requireManager(now, actor);
      var at = clock.instant();
      var answers = new HashMap<UserId, DoorAnswer>();
      users.forEach(user -> answers.put(user, answer.apply(at)));
      var told = new ArrayList<Announcement>();
      for (var moderator : moderators(now)) {
        users.forEach(user -> told.add(new Announcement(news.apply(user, at), moderator)));
      }
      return new Decision(now.rules().with(now.rules().door().with(answers)), told);
    };
  }

  private static List<UserId> moderators(RoomNow now) {
    return now.attendees().stream()
        .map(Attendee::user)
        .filter(user -> !Role.MODERATOR.outranks(now.roleOf(user)))
        .toList();
  }
}
