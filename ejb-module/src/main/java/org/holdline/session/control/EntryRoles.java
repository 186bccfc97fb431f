package org.holdline.session.control;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import org.holdline.identity.control.Caller;
import org.holdline.message.control.Role;
import org.holdline.room.control.BreakoutDoor;
import org.holdline.room.control.BreakoutName;
import org.holdline.room.control.GroupRoles;
import org.holdline.room.entity.RoomId;

/**
 * As what somebody comes into a room: what his groups make him, in a breakout room what he is in
 * its main room.
 */
@Dependent
public class EntryRoles {
  private final GroupRoles groups;
  private final RulesStore rules;
  private final BreakoutKeeper keeper;

  @Inject
  public EntryRoles(GroupRoles groups, RulesStore rules, BreakoutKeeper keeper) {
    this.groups = groups;
    this.rules = rules;
    this.keeper = keeper;
  }

  /**
   * His role.
   *
   * @throws org.holdline.problem.entity.ProblemException when he may not come into this breakout
   *     room: {@code room_closed}, {@code user_not_in_room}, {@code permission_denied}
   */
  public Role of(RoomId room, Caller caller) {
    var main = BreakoutName.mainOf(room);
    return main == null
        ? groups.roleOf(caller.groups())
        : BreakoutDoor.admit(rules.read(main), room, caller.id());
  }

  /** He is in: from now on it is watched that he may be. */
  public void entered(RoomId room) {
    keeper.entered(room);
  }
}
