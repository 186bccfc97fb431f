package org.holdline.session.control;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Set;
import org.holdline.identity.entity.UserId;
import org.holdline.limit.control.Account;
import org.holdline.limit.control.Budget;
import org.holdline.limit.control.Charge;
import org.holdline.limit.control.Limits;
import org.holdline.limit.control.Receipt;
import org.holdline.message.control.MediaType;
import org.holdline.message.control.ParticipantView;
import org.holdline.message.control.Permission;
import org.holdline.problem.entity.ProblemException;
import org.holdline.problem.entity.ProblemException.Kind;
import org.holdline.room.control.RoomNow;
import org.holdline.room.control.RoomPolicy;
import org.holdline.room.entity.RoomId;
import org.jspecify.annotations.Nullable;

/** What somebody says of himself, beside what the server knows of him: only he does. */
@Dependent
public class OwnEntry {
  private final Membership membership;
  private final Sessions sessions;
  private final RulesStore rules;
  private final RoomPolicy policy;
  private final Chair chair;
  private final Limits limits;

  @Inject
  public OwnEntry(
      Membership membership,
      Sessions sessions,
      RulesStore rules,
      RoomPolicy policy,
      Chair chair,
      Limits limits) {
    this.membership = membership;
    this.sessions = sessions;
    this.rules = rules;
    this.policy = policy;
    this.chair = chair;
    this.limits = limits;
  }

  /**
   * What somebody wants to change.
   *
   * @param on the media that he switches on
   * @param speaks whether he says that he is speaking
   * @param renames whether he wants another name
   * @param hand whether his hand is to be up; null leaves it
   * @param patch the other fields as a JSON object
   */
  public record Change(
      Set<MediaType> on, boolean speaks, boolean renames, @Nullable Boolean hand, String patch) {
    public Change {
      on = Set.copyOf(on);
    }
  }

  /**
   * Changes the entry of the caller's newest session; the room hears of it.
   *
   * @param whose the entry that is meant, which must be the caller's own
   * @return the entry as it is now
   * @throws ProblemException {@code user_not_in_room}, {@code permission_denied} or {@code
   *     rate_limit_exceeded}
   */
  public ParticipantView change(RoomId room, UserId caller, UserId whose, Change change) {
    var key = membership.require(room, caller).key();
    if (!caller.equals(whose)) {
      throw new ProblemException(
          Kind.FORBIDDEN, "permission_denied", "Everybody speaks for himself alone");
    }
    var hand = change.hand();
    boolean moves = hand != null && moves(room, caller, hand);
    if (moves) {
      var charge = Charge.one(Account.of(caller), Set.of(Budget.HAND_RAISE));
      limits.charge(List.of(charge)).forEach(Receipt::requireAll);
    }
    rules.whileTheyHold(
        room,
        now -> {
          require(now, caller, change);
          sessions.update(key, change.patch(), now.version());
          return now;
        });
    if (hand != null && moves) {
      chair.raiseHand(room, caller, hand);
    }
    return entry(key);
  }

  /**
   * Older clients say how their hand is with all else, each time: only a change costs something.
   */
  private boolean moves(RoomId room, UserId caller, boolean up) {
    return rules.read(room).rules().hands().has(caller) != up;
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
