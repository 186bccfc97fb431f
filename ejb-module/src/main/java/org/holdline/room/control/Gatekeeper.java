package org.holdline.room.control;

import java.time.Duration;
import java.time.Instant;
import org.holdline.identity.entity.UserId;
import org.holdline.message.control.PendingReason;
import org.holdline.message.control.Permission;
import org.holdline.message.control.Role;
import org.holdline.message.control.RoomFlag;
import org.holdline.message.control.RoomSettings;
import org.holdline.room.control.Verdict.Cause;
import org.holdline.room.entity.RoomAccess;
import org.jspecify.annotations.Nullable;

/**
 * Decides who comes into a room, who waits at its door and who has to go. Whoever has a session
 * there is not judged: he is back before he is asked.
 */
public final class Gatekeeper {
  /** Whoever was turned away may knock again after so long. */
  static final Duration REJECTION = Duration.ofMinutes(1);

  private final RoomPolicy policy;
  private final int seatsMax;
  private final boolean unregisteredAllowed;

  /**
   * @param seatsMax of any room
   * @param unregisteredAllowed whether a room opens though nobody has registered it
   */
  public Gatekeeper(RoomPolicy policy, int seatsMax, boolean unregisteredAllowed) {
    this.policy = policy;
    this.seatsMax = seatsMax;
    this.unregisteredAllowed = unregisteredAllowed;
  }

  /**
   * Somebody at the door.
   *
   * @param role by his groups
   */
  public record Knock(UserId user, Role role, Instant at) {}

  /**
   * Judges by what is registered of the room and, if somebody is in it, by what holds there.
   *
   * @param registered null when nobody has registered it
   */
  public Verdict judge(Knock knock, RoomNow now, @Nullable RegisteredRoom registered) {
    var shut = shut(registered);
    if (shut != null) {
      return new Verdict.Refuse(shut);
    }
    var rank = registered == null ? null : registered.rank();
    var role = rank == null ? knock.role() : rank;
    var settings = settings(now, registered);
    var may = policy.permissions(now.rules(), knock.user(), role);
    var enter =
        new Verdict.Enter(
            role,
            rank != null,
            seats(settings),
            !may.contains(Permission.SPEAK)
                || (!isModerator(role) && settings.has(RoomFlag.MUTE_ON_ENTRY)),
            !may.contains(Permission.SHARE_VIDEO)
                || (!isModerator(role) && settings.has(RoomFlag.DISABLE_VIDEO_ON_ENTRY)),
            registered == null ? null : registered.settings());
    if (role == Role.HOST || now.find(knock.user()).isPresent()) {
      return enter;
    }
    return switch (now.rules().door().answerTo(knock.user())) {
      case DoorAnswer.Admitted in -> enter;
      case DoorAnswer.Rejected out when knock.at().isBefore(out.at().plus(REJECTION)) ->
          new Verdict.Refuse(Cause.REJECTED, out);
      case DoorAnswer.Rejected past -> guarded(now, registered, settings, enter);
      case DoorAnswer.None none -> guarded(now, registered, settings, enter);
    };
  }

  private @Nullable Cause shut(@Nullable RegisteredRoom registered) {
    if (registered == null) {
      return unregisteredAllowed ? null : Cause.ROOM_NOT_FOUND;
    }
    if (registered.room().details().access() == RoomAccess.MEMBERS && !registered.isHis()) {
      return Cause.ROOM_NOT_FOUND;
    }
    return registered.room().closedAt().isPresent() ? Cause.ROOM_CLOSED : null;
  }

  private static RoomSettings settings(RoomNow now, @Nullable RegisteredRoom registered) {
    return now.attendees().isEmpty() && registered != null
        ? registered.settings()
        : now.rules().settings();
  }

  private int seats(RoomSettings settings) {
    var own = settings.participantsMax();
    return own == null ? seatsMax : Math.min(own, seatsMax);
  }

  private static boolean isModerator(Role role) {
    return !Role.MODERATOR.outranks(role);
  }

  private static Verdict guarded(
      RoomNow now, @Nullable RegisteredRoom registered, RoomSettings settings, Verdict.Enter in) {
    if (settings.has(RoomFlag.LOCK_ROOM)) {
      return new Verdict.Refuse(Cause.ROOM_LOCKED);
    }
    boolean moderates = isModerator(in.role());
    if (now.attendees().isEmpty() && settings.has(RoomFlag.REQUIRE_HOST_TO_START) && !moderates) {
      return new Verdict.Wait(PendingReason.HOST_ABSENT);
    }
    if (settings.has(RoomFlag.ENABLE_WAITING_ROOM) && !moderates) {
      return new Verdict.Wait(PendingReason.WAITING_ROOM);
    }
    return registered != null
            && registered.room().details().access() == RoomAccess.APPROVAL
            && !registered.isHis()
        ? new Verdict.Wait(PendingReason.APPROVAL)
        : in;
  }
}
