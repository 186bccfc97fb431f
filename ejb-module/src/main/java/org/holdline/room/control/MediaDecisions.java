package org.holdline.room.control;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.holdline.identity.entity.UserId;
import org.holdline.message.control.MediaAction;
import org.holdline.message.control.MediaType;
import org.holdline.message.control.Notice;
import org.holdline.message.control.Target;

/** What somebody may ask of the microphones and cameras of others: of those below him only. */
public final class MediaDecisions {
  private final RoomPolicy policy;
  private final Clock clock;

  public MediaDecisions(RoomPolicy policy, Clock clock) {
    this.policy = policy;
    this.clock = clock;
  }

  /** Asks everybody below the actor to be silent, each by a message of his own. */
  public RulesChange muteAll(UserId actor) {
    return now -> {
      policy.requireManager(now, actor);
      var author = new Notice.Author(actor, now.actor(actor).username(), null);
      var told = new ArrayList<Announcement>();
      for (var user : below(now, actor)) {
        var ask =
            new Notice.MediaControl(
                MediaAction.MUTE, MediaType.AUDIO, author, new Target(user, null), clock.instant());
        told.add(new Announcement(ask, user));
      }
      return new Decision(now.rules(), told);
    };
  }

  /** Those whom this one may ask. */
  public List<UserId> below(RoomNow now, UserId actor) {
    var own = now.roleOf(actor);
    return now.attendees().stream()
        .map(Attendee::user)
        .filter(user -> own.outranks(now.roleOf(user)))
        .toList();
  }
}
