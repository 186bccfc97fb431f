package org.holdline.room.control;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.holdline.identity.control.Caller;
import org.holdline.identity.entity.UserId;
import org.holdline.message.control.LeaveReason;
import org.holdline.message.control.Role;
import org.holdline.message.control.RoomSettings;
import org.holdline.room.control.RoomDeed.Kind;
import org.holdline.room.entity.InvitationCode;
import org.holdline.room.entity.RoomAccess;
import org.holdline.room.entity.RoomCursor;
import org.holdline.room.entity.RoomDetails;
import org.holdline.room.entity.RoomId;
import org.holdline.room.entity.RoomMember;
import org.jspecify.annotations.Nullable;

/**
 * Rooms as things that somebody owns. What is decided of one in the database takes effect in the
 * meeting that goes on there, always in this order: whoever comes meanwhile is judged by the new.
 */
@Dependent
public class RoomRegistry {
  /** Routes of their own. */
  private static final Set<String> RESERVED = Set.of("upcoming");

  private final RoomLedger ledger;
  private final LiveRooms live;
  private final RoomDeeds deeds;
  private final RoomRegistrySettings settings;
  private final SettingsText text;

  @Inject
  public RoomRegistry(
      RoomLedger ledger,
      LiveRooms live,
      RoomDeeds deeds,
      RoomRegistrySettings settings,
      SettingsText text) {
    this.ledger = ledger;
    this.live = live;
    this.deeds = deeds;
    this.text = text;
    this.settings = settings;
  }

  /**
   * Registers a room of the caller's.
   *
   * @param wanted null for an id of the server's choice
   * @param set wire names of settings with values, as they were said
   * @throws org.holdline.problem.entity.ProblemException {@code room_already_exists}, also while
   *     others meet there, or {@code max_rooms_reached}
   */
  public RegisteredRoom register(
      @Nullable RoomId wanted,
      Caller caller,
      RoomDetails details,
      Map<String, @Nullable Object> set) {
    var id = wanted == null ? new RoomId("room-" + UUID.randomUUID()) : free(wanted, caller);
    var whole = details.with(text.write(RoomSettings.defaults().with(set)));
    var room = ledger.add(id, caller.id(), whole, settings.perUserMax());
    live.judgeAgain(id);
    record(Kind.REGISTERED, id, caller);
    return room;
  }

  /** Whoever leads the meeting there may register its room, nobody else. */
  private RoomId free(RoomId wanted, Caller caller) {
    if (RESERVED.contains(wanted.value())
        || BreakoutName.mainOf(wanted) != null
        || live.findHost(wanted).filter(host -> !host.equals(caller.id())).isPresent()) {
      throw RoomRefusals.taken();
    }
    return wanted;
  }

  public RegisteredRoom get(RoomId room, Caller caller) {
    return ledger.get(room, caller);
  }

  /** Those of which the caller is owner or member, the newest first. */
  public List<RegisteredRoom> of(Caller caller, @Nullable RoomCursor after, int limit) {
    return ledger.of(caller, after, limit);
  }

  /** Of them those with a meeting that has not ended, the soonest first. */
  public List<RegisteredRoom> upcoming(Caller caller, @Nullable RoomCursor after, int limit) {
    return ledger.upcoming(caller, after, limit);
  }

  /**
   * Changes it.
   *
   * @param version that the caller has seen; null when he does not care
   * @throws org.holdline.problem.entity.ProblemException {@code room_not_found}, {@code
   *     insufficient_role} or {@code version_conflict}
   */
  public RegisteredRoom change(
      RoomId room, Caller caller, @Nullable Long version, RoomChange change) {
    var changed = ledger.change(room, caller, version, change);
    live.judgeAgain(room);
    record(Kind.CHANGED, room, caller);
    return changed;
  }

  /** Ends the meeting in it, and nobody enters until it is opened again. */
  public RegisteredRoom close(RoomId room, Caller caller) {
    var closed = ledger.close(room, caller);
    live.end(room, LeaveReason.ROOM_CLOSED);
    record(Kind.CLOSED, room, caller);
    return closed;
  }

  public RegisteredRoom reopen(RoomId room, Caller caller) {
    var open = ledger.reopen(room, caller);
    live.judgeAgain(room);
    record(Kind.REOPENED, room, caller);
    return open;
  }

  /** It, its members, what was said in it, and the meeting in it are no more. */
  public void delete(RoomId room, Caller caller, @Nullable Long version) {
    ledger.delete(room, caller, version);
    live.forget(room);
    record(Kind.DELETED, room, caller);
  }

  /** A new invitation; the one before is of no use any more. */
  public InvitationCode invite(RoomId room, Caller caller) {
    var code = ledger.invite(room, caller);
    record(Kind.INVITATION_MADE, room, caller);
    return code;
  }

  public void endInvitation(RoomId room, Caller caller) {
    ledger.endInvitation(room, caller);
    record(Kind.INVITATION_ENDED, room, caller);
  }

  /**
   * Makes somebody with an invitation a member.
   *
   * @throws org.holdline.problem.entity.ProblemException {@code invitation_not_found} or {@code
   *     room_closed}
   */
  public Role join(RoomId room, Caller caller, InvitationCode code) {
    var role = ledger.join(room, caller.id(), code);
    live.judgeAgain(room);
    deeds.record(
        new RoomDeed(room, caller.id(), Kind.INVITATION_TAKEN, caller.id(), role.wireName()));
    return role;
  }

  /** The members by their ids, for those who belong to the room. */
  public List<RoomMember> members(RoomId room, Caller caller, @Nullable UserId after, int limit) {
    return ledger.members(room, caller, after, limit);
  }

  public RoomMember member(RoomId room, Caller caller, UserId user) {
    return ledger.member(room, caller, user);
  }

  /** Makes somebody a member, or gives him another role from his next entry on. */
  public RoomMember enrol(RoomId room, Caller caller, UserId user, Role role) {
    var member = ledger.enrol(room, caller, user, role);
    live.judgeAgain(room);
    deeds.record(new RoomDeed(room, caller.id(), Kind.MEMBER_ENROLLED, user, role.wireName()));
    return member;
  }

  /** Whoever may be in the room only as a member is not in it any more. */
  public void expel(RoomId room, Caller caller, UserId user) {
    var left = ledger.expel(room, caller, user);
    if (left.details().access() == RoomAccess.OPEN) {
      live.judgeAgain(room);
    } else {
      live.end(room, user, LeaveReason.KICKED);
    }
    deeds.record(new RoomDeed(room, caller.id(), Kind.MEMBER_EXPELLED, user, null));
  }

  private void record(Kind kind, RoomId room, Caller by) {
    deeds.record(new RoomDeed(room, by.id(), kind, null, null));
  }
}
