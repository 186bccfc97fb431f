package org.holdline.room.control;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.holdline.identity.control.Administrators;
import org.holdline.identity.control.Caller;
import org.holdline.identity.entity.UserId;
import org.holdline.message.control.Role;
import org.holdline.message.control.RoomFlag;
import org.holdline.message.control.WireNamed;
import org.holdline.room.entity.InvitationCode;
import org.holdline.room.entity.MemberKey;
import org.holdline.room.entity.Room;
import org.holdline.room.entity.RoomCursor;
import org.holdline.room.entity.RoomDetails;
import org.holdline.room.entity.RoomId;
import org.holdline.room.entity.RoomMember;
import org.holdline.room.entity.RoomMembers;
import org.holdline.room.entity.Rooms;
import org.jspecify.annotations.Nullable;

/**
 * The registered rooms in the database, one short transaction a call; who may do what is judged
 * inside it. While the database is away each call throws UnavailableException {@code
 * database_unavailable}; it may fail as late as at the commit, then as EJBException.
 */
@Stateless
public class RoomLedger {
  /** The longest page. */
  public static final int LIMIT_MAX = 100;

  static final int MEMBERS_MAX = 1_000;

  private static final String LOCK = RoomFlag.LOCK_ROOM.wireName();

  private Rooms rooms;
  private RoomMembers members;
  private SettingsText settings;
  private Clock clock;

  @SuppressWarnings("NullAway.Init") // for the container's proxy
  protected RoomLedger() {}

  @Inject
  public RoomLedger(Rooms rooms, RoomMembers members, SettingsText settings, Clock clock) {
    this.rooms = rooms;
    this.members = members;
    this.settings = settings;
    this.clock = clock;
  }

  /** To the microsecond, which is what the database keeps. */
  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }

  /** Adds a room, if it is not one too many and its id is not taken. */
  public RegisteredRoom add(RoomId id, UserId owner, RoomDetails details, int perUserMax) {
    if (rooms.countLocked(owner) >= perUserMax) {
      throw RoomRefusals.tooMany(perUserMax);
    }
    var room = new Room(id, owner, details, now());
    if (!rooms.add(room)) {
      throw RoomRefusals.taken();
    }
    return of(room, Role.HOST);
  }

  private RegisteredRoom of(Room room, @Nullable Role rank) {
    return new RegisteredRoom(room, settings.read(room.details().settings()), rank);
  }

  /** Nothing when nobody has registered it, whoever asks. */
  public Optional<RegisteredRoom> find(RoomId id, UserId user) {
    return rooms.find(id).map(room -> of(room, rank(room, user)));
  }

  private @Nullable Role rank(Room room, UserId user) {
    return room.owner().equals(user) ? Role.HOST : membership(room, user);
  }

  private @Nullable Role membership(Room room, UserId user) {
    return members.find(room.id(), user).map(RoomLedger::role).orElse(null);
  }

  static Role role(RoomMember member) {
    return WireNamed.find(Role.class, member.role())
        .orElseThrow(() -> new IllegalStateException("no such role: " + member.role()));
  }

  /** The same for an administrator as for the owner. */
  private RegisteredRoom seenBy(Caller caller, Room room) {
    return of(room, leads(caller, room) ? Role.HOST : membership(room, caller.id()));
  }

  private static boolean leads(Caller caller, Room room) {
    return Administrators.isOne(caller) || room.owner().equals(caller.id());
  }

  /**
   * As this caller may see it.
   *
   * @throws org.holdline.problem.entity.ProblemException {@code room_not_found}, also when he may
   *     not know of it
   */
  public RegisteredRoom get(RoomId id, Caller caller) {
    return RoomRefusals.visible(rooms.find(id).map(room -> seenBy(caller, room)));
  }

  private RegisteredRoom locked(RoomId id, Caller caller) {
    return RoomRefusals.visible(rooms.findLocked(id).map(room -> seenBy(caller, room)));
  }

  private Room owned(RoomId id, Caller caller) {
    var found = locked(id, caller);
    RoomRefusals.requireRank(found, Role.HOST);
    return found.room();
  }

  private RegisteredRoom written(Room room) {
    rooms.flush();
    return of(room, Role.HOST);
  }

  /** Owner or member, the newest first. */
  public List<RegisteredRoom> of(Caller caller, @Nullable RoomCursor after, int limit) {
    return seenBy(caller, rooms.of(caller.id(), after, limit));
  }

  /** Of them those with a meeting that has not ended, the soonest first. */
  public List<RegisteredRoom> upcoming(Caller caller, @Nullable RoomCursor after, int limit) {
    return seenBy(caller, rooms.upcoming(caller.id(), now(), after, limit));
  }

  /** As each by itself, but the memberships are read at once. */
  private List<RegisteredRoom> seenBy(Caller caller, List<Room> found) {
    var roles =
        members.of(caller.id(), found.stream().map(Room::id).toList()).stream()
            .collect(Collectors.toMap(RoomMember::room, RoomLedger::role));
    return found.stream()
        .map(room -> of(room, leads(caller, room) ? Role.HOST : roles.get(room.id())))
        .toList();
  }

  /**
   * Changes what its owner decides.
   *
   * @param version that he has seen; null when he does not care
   */
  public RegisteredRoom change(
      RoomId id, Caller caller, @Nullable Long version, RoomChange change) {
    var room = owned(id, caller);
    RoomRefusals.requireVersion(room, version);
    var before = room.details();
    var set = settings.read(before.settings()).with(change.settings());
    room.change(change.details().apply(before).with(settings.write(set)), now());
    return written(room);
  }

  public RegisteredRoom close(RoomId id, Caller caller) {
    var room = owned(id, caller);
    room.close(now());
    return written(room);
  }

  public RegisteredRoom reopen(RoomId id, Caller caller) {
    var room = owned(id, caller);
    room.reopen(now());
    return written(room);
  }

  /**
   * Keeps how a persistent room is set and whom its owner has given what role, as far as that holds
   * while he leads the meeting. A lock is for that meeting alone.
   *
   * @param live is asked while nobody else can write
   */
  public void keep(RoomId id, Supplier<RoomNow> live) {
    var found = rooms.findLocked(id).filter(room -> room.details().persistent());
    if (found.isEmpty()) {
      return;
    }
    var room = found.get();
    var rules = live.get().rules();
    if (rules.roles().host().filter(room.owner()::equals).isEmpty()) {
      return;
    }
    var before = settings.read(room.details().settings());
    var lock = Map.<String, @Nullable Object>of(LOCK, before.has(RoomFlag.LOCK_ROOM));
    room.change(room.details().with(settings.write(rules.settings().with(lock))), now());
    rules
        .roles()
        .assigned()
        .forEach((user, role) -> {
          if (!user.equals(room.owner()) && role != Role.HOST) {
            keepRole(room, user, role);
          }
        });
  }

  /** Whoever is nothing special and no member stays that. */
  private void keepRole(Room room, UserId user, Role role) {
    var known = members.find(room.id(), user);
    known.ifPresent(member -> member.enterAs(role.wireName()));
    if (known.isEmpty() && role != Role.PARTICIPANT && members.count(room.id()) < MEMBERS_MAX) {
      enrolled(room, user, role);
    }
  }

  public void delete(RoomId id, Caller caller, @Nullable Long version) {
    var room = owned(id, caller);
    RoomRefusals.requireVersion(room, version);
    rooms.delete(room);
  }

  /** A new code; the one before is of no use any more. */
  public InvitationCode invite(RoomId id, Caller caller) {
    var found = locked(id, caller);
    RoomRefusals.requireRank(found, Role.MODERATOR);
    var code = InvitationCode.random();
    found.room().invite(code, now());
    return code;
  }

  public void endInvitation(RoomId id, Caller caller) {
    var found = locked(id, caller);
    RoomRefusals.requireRank(found, Role.MODERATOR);
    found.room().endInvitation(now());
  }

  /** Makes him a participant for good; who is more already stays it. */
  public Role join(RoomId id, UserId user, InvitationCode code) {
    var room =
        rooms
            .findLocked(id)
            .filter(each -> each.isInvitedBy(code))
            .orElseThrow(RoomRefusals::noInvitation);
    RoomRefusals.requireOpen(room);
    var rank = rank(room, user);
    return rank == null ? enrolled(room, user, Role.PARTICIPANT) : rank;
  }

  private Role enrolled(Room room, UserId user, Role role) {
    if (members.count(room.id()) >= MEMBERS_MAX) {
      throw RoomRefusals.tooManyMembers(MEMBERS_MAX);
    }
    members.add(new RoomMember(MemberKey.of(room.id(), user), role.wireName(), now()));
    return role;
  }

  /**
   * For those who belong to the room.
   *
   * @param after null for the first page
   */
  public List<RoomMember> members(RoomId id, Caller caller, @Nullable UserId after, int limit) {
    RoomRefusals.requireRank(get(id, caller), Role.OBSERVER);
    return members.of(id, after, limit);
  }

  /** For those who belong to the room, and for himself. */
  public RoomMember member(RoomId id, Caller caller, UserId user) {
    RoomRefusals.requireRank(get(id, caller), Role.OBSERVER);
    return members.find(id, user).orElseThrow(RoomRefusals::noMember);
  }

  /** Makes him a member, or gives him another role. */
  public RoomMember enrol(RoomId id, Caller caller, UserId user, Role role) {
    var found = locked(id, caller);
    RoomRefusals.requireRank(found, Role.MODERATOR);
    RoomRefusals.requireNotOwner(found.room(), user);
    var known = members.find(id, user);
    known.ifPresent(each -> RoomRefusals.requireOver(found, role(each)));
    RoomRefusals.requireGift(found, role);
    if (known.isEmpty()) {
      enrolled(found.room(), user, role);
    }
    known.ifPresent(each -> each.enterAs(role.wireName()));
    return members.find(id, user).orElseThrow(RoomRefusals::noMember);
  }

  /** Ends a membership: his own, or that of somebody below him. */
  public Room expel(RoomId id, Caller caller, UserId user) {
    var found = locked(id, caller);
    RoomRefusals.requireRank(found, Role.OBSERVER);
    var member = members.find(id, user);
    if (!caller.id().equals(user)) {
      RoomRefusals.requireRank(found, Role.MODERATOR);
      member.ifPresent(each -> RoomRefusals.requireOver(found, role(each)));
    }
    members.remove(member.orElseThrow(RoomRefusals::noMember));
    return found.room();
  }
}
