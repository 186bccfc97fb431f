package org.holdline.room.control;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.holdline.identity.entity.UserId;
import org.holdline.message.control.Breakouts;
import org.holdline.message.control.HandQueue;
import org.holdline.message.control.OngoingRecording;
import org.holdline.message.control.Permission;
import org.holdline.message.control.RoomSettings;
import org.jspecify.annotations.Nullable;

/**
 * What a room has agreed on, for as long as somebody is in it.
 *
 * @param permissions what somebody may do, whatever his role says; of those for whom that has been
 *     said
 * @param recording null while nobody records the room
 */
public record RoomRules(
    RoomSettings settings,
    RoomRoles roles,
    Map<UserId, Set<Permission>> permissions,
    HandQueue hands,
    Breakouts breakouts,
    DoorAnswers door,
    @Nullable OngoingRecording recording) {

  public RoomRules {
    var copy = new HashMap<UserId, Set<Permission>>();
    permissions.forEach((user, own) -> copy.put(user, Set.copyOf(own)));
    permissions = Map.copyOf(copy);
  }

  /** Those with which a room begins of which nothing is known. */
  public static RoomRules initial() {
    return new RoomRules(
        RoomSettings.defaults(),
        RoomRoles.NONE,
        Map.of(),
        HandQueue.EMPTY,
        Breakouts.NONE,
        DoorAnswers.NONE,
        null);
  }

  public RoomRules with(RoomSettings changed) {
    return new RoomRules(changed, roles, permissions, hands, breakouts, door, recording);
  }

  public RoomRules with(RoomRoles changed) {
    return new RoomRules(settings, changed, permissions, hands, breakouts, door, recording);
  }

  public RoomRules with(HandQueue changed) {
    return new RoomRules(settings, roles, permissions, changed, breakouts, door, recording);
  }

  public RoomRules with(DoorAnswers changed) {
    return new RoomRules(settings, roles, permissions, hands, breakouts, changed, recording);
  }

  public RoomRules with(Breakouts changed) {
    return new RoomRules(settings, roles, permissions, hands, changed, door, recording);
  }

  /** From now on this recording is made of it, or none. */
  public RoomRules recordedBy(@Nullable OngoingRecording changed) {
    return new RoomRules(settings, roles, permissions, hands, breakouts, door, changed);
  }

  /** From now on somebody may do exactly this. */
  public RoomRules with(UserId user, Set<Permission> permitted) {
    var changed = new HashMap<>(permissions);
    changed.put(user, permitted);
    return new RoomRules(settings, roles, changed, hands, breakouts, door, recording);
  }

  /** From now on somebody may do what his role says. */
  RoomRules withoutPermissions(UserId user) {
    var changed = new HashMap<>(permissions);
    changed.remove(user);
    return new RoomRules(settings, roles, changed, hands, breakouts, door, recording);
  }

  /**
   * Without what it says of those who are not there, but for what holds when they come back.
   *
   * @param present tells who is there
   */
  RoomRules of(Predicate<UserId> present) {
    return new RoomRules(
        settings,
        roles.of(present),
        permissions,
        hands.only(present),
        breakouts.only(present),
        door,
        recording);
  }
}
