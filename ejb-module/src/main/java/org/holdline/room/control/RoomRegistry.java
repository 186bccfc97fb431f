package org.holdline.room.control;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.holdline.identity.control.Caller;
import org.holdline.identity.entity.UserId;
import org.holdline.message.control.LeaveReason;
import org.holdline.message.control.Role;
import org.holdline.platform.control.LogEvent;
import org.holdline.room.entity.InvitationCode;
import org.holdline.room.entity.Room;
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
  private static final System.Logger LOG = System.getLogger(RoomRegistry.class.getName());

  /** Routes of their own. */
  private static final Set<String> RESERVED = Set.of("upcoming");

  private final RoomLedger ledger;
  private final LiveRooms live;
  private final RoomRegistrySettings settings;

  @Inject
  public RoomRegistry(RoomLedger ledger, LiveRooms live, RoomRegistrySettings settings) {
    this.ledger = ledger;
    this.live = live;
    this.settings = settings;
  }

  /**
   * Registers a room of the caller's.
   *
   * @param wanted null for an id of the server's choice
   * @throws org.holdline.problem.entity.ProblemException {@code room_already_exists}, also while
   *     others meet there, or {@code max_rooms_reached}
   */
  public Room register(@Nullable RoomId wanted, Caller caller, RoomDetails details) {
    var id = wanted == null ? new RoomId("room-" + UUID.randomUUID()) : free(wanted, caller);
    var room = ledger.add(id, caller.id(), details, settings.perUserMax());
    live.judgeAgain(id);
    log("room registered", id, caller);
    return room;
  }

  /** Whoever leads the meeting there may register its room, nobody else. */
  private RoomId free(RoomId wanted, Caller caller) {
    if (RESERVED.contains(wanted.value())
        || live.findHost(wanted).filter(host -> !host.equals(caller.id())).isPresent()) {
      throw RoomRefusals.taken();
    }
    return wanted;
  }

  public RegisteredRoom get(RoomId room, Caller caller) {
    return ledger.get(room, caller);
  }

  /** Those of which the user is owner or member, the newest first. */
  public List<Room> of(UserId user, @Nullable RoomCursor after, int limit) {
    return ledger.of(user, after, limit);
  }

  /** Of them those with a meeting that has not ended, the soonest first. */
  public List<Room> upcoming(UserId user, @Nullable RoomCursor after, int limit) {
    return ledger.upcoming(user, after, limit);
  }

  /**
   * Changes it.
   *
   * @param version that the caller has seen; null when he does not care
   * @throws org.holdline.problem.entity.ProblemException {@code room_not_found}, {@code
   *     insufficient_role} or {@code version_conflict}
   */
  public Room change(
      RoomId room, Caller caller, @Nullable Long version, UnaryOperator<RoomDetails> change) {
    var changed = ledger.change(room, caller, version, change);
    live.judgeAgain(room);
    log("room changed", room, caller);
    return changed;
  }

  /** Ends the meeting in it, and nobody enters until it is opened again. */
  public Room close(RoomId room, Caller caller) {
    var closed = ledger.close(room, caller);
    live.end(room, LeaveReason.ROOM_CLOSED);
    log("room closed", room, caller);
    return closed;
  }

  public Room reopen(RoomId room, Caller caller) {
    var open = ledger.reopen(room, caller);
    live.judgeAgain(room);
    log("room reopened", room, caller);
    return open;
  }

  /** It, its members, what was said in it, and the meeting in it are no more. */
  public void delete(RoomId room, Caller caller, @Nullable Long version) {
    ledger.delete(room, caller, version);
    live.forget(room);
    log("room deleted", room, caller);
  }

  /** A new invitation; the one before is of no use any more. */
  public InvitationCode invite(RoomId room, Caller caller) {
    var code = ledger.invite(room, caller);
    log("invitation made", room, caller);
    return code;
  }

  public void endInvitation(RoomId room, Caller caller) {
    ledger.endInvitation(room, caller);
    log("invitation ended", room, caller);
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
    log("member enrolled", room, caller);
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
    log("member expelled", room, caller);
  }

  private static void log(String title, RoomId room, Caller by) {
    LOG.log(Level.INFO, LogEvent.of(title).with("room", room).with("by", by.id()));
  }
}
