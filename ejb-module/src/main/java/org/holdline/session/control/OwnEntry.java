package org.holdline.session.control;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.util.Set;
import org.holdline.identity.entity.UserId;
import org.holdline.message.control.MediaType;
import org.holdline.message.control.ParticipantView;
import org.holdline.message.control.Permission;
import org.holdline.problem.entity.ProblemException;
import org.holdline.problem.entity.ProblemException.Kind;
import org.holdline.room.control.RoomNow;
import org.holdline.room.control.RoomPolicy;
import org.holdline.room.entity.RoomId;

/** What somebody says of himself, beside what the server knows of him: only he does. */
@Dependent
public class OwnEntry {
  private final Membership membership;
  private final Sessions sessions;
  private final RulesStore rules;
  private final RoomPolicy policy;

  @Inject
  public OwnEntry(Membership membership, Sessions sessions, RulesStore rules, RoomPolicy policy) {
    this.membership = membership;
    this.sessions = sessions;
    this.rules = rules;
    this.policy = policy;
  }

  /**
   * What somebody wants to change.
   *
   * @param on the media that he switches on
   * @param speaks whether he says that he is speaking
   * @param renames whether he wants another name
   * @param patch the fields as a JSON object
   */
  public record Change(Set<MediaType> on, boolean speaks, boolean renames, String patch) {
    public Change {
      on = Set.copyOf(on);
    }
  }

  /**
   * Changes the entry of the caller's newest session; the room hears of it.
   *
   * @param whose the entry that is meant, which must be the caller's own
   * @return the entry as it is now
   * @throws ProblemException {@code user_not_in_room} or {@code permission_denied}
   */
  public ParticipantView change(RoomId room, UserId caller, UserId whose, Change change) {
    var key = membership.require(room, caller).key();
    if (!caller.equals(whose)) {
      throw new ProblemException(
          Kind.FORBIDDEN, "permission_denied", "Everybody speaks for himself alone");
    }
    return rules.whileTheyHold(
        room,
        now -> {
          require(now, caller, change);
          sessions.update(key, change.patch(), now.version());
          return entry(key);
        });
  }

  private void require(RoomNow now, UserId caller, Change change) {
    change.on().forEach(medium -> policy.requireOn(now.rules(), caller, medium));
    if (change.speaks()) {
      policy.require(policy.permissions(now.rules(), caller), Permission.SPEAK);
    }
    if (change.renames()) {
      policy.requireRename(now, caller);
    }
  }

  private ParticipantView entry(SessionKey key) {
    return sessions.snapshot(key.room()).stream()
        .flatMap(room -> room.sessions().stream())
        .filter(each -> each.sessionId().equals(key.session().value()))
        .findFirst()
        .orElseThrow(
            () -> new ProblemException(Kind.GONE, "session_ended", "The session has ended"));
  }
}
