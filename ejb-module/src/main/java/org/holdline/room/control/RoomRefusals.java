package org.holdline.room.control;

import java.util.Map;
import java.util.Optional;
import org.holdline.identity.control.RoleRefusal;
import org.holdline.identity.entity.UserId;
import org.holdline.message.control.Role;
import org.holdline.problem.entity.ProblemException;
import org.holdline.problem.entity.ProblemException.Kind;
import org.holdline.room.entity.Room;
import org.holdline.room.entity.RoomAccess;
import org.jspecify.annotations.Nullable;

/** Who may not do what with a registered room, and what he is told. */
final class RoomRefusals {
  private RoomRefusals() {}

  static ProblemException taken() {
    return new ProblemException(
        Kind.CONFLICT, "room_already_exists", "There is a room of this name already");
  }

  static ProblemException tooMany(int max) {
    return new ProblemException(
        Kind.FORBIDDEN, "max_rooms_reached", "You have too many rooms", Map.of("max", max));
  }

  static ProblemException tooManyMembers(int max) {
    return new ProblemException(
        Kind.FORBIDDEN,
        "max_participants_reached",
        "The room has too many members",
        Map.of("max", max));
  }

  /** The same for a room that is not there, has no invitation or another one. */
  static ProblemException noInvitation() {
    return new ProblemException(
        Kind.NOT_FOUND, "invitation_not_found", "This invitation does not count any more");
  }

  static ProblemException noMember() {
    return new ProblemException(Kind.NOT_FOUND, "user_not_found", "No such member");
  }

  /** A room that is for its members only is for others as if it were not there. */
  static RegisteredRoom visible(Optional<RegisteredRoom> found) {
    return found
        .filter(each -> each.isHis() || each.room().details().access() != RoomAccess.MEMBERS)
        .orElseThrow(() -> new ProblemException(Kind.NOT_FOUND, "room_not_found", "No such room"));
  }

  static void requireOpen(Room room) {
    if (room.closedAt().isPresent()) {
      throw new ProblemException(Kind.GONE, "room_closed", "The room is closed");
    }
  }

  static void requireRank(RegisteredRoom found, Role least) {
    var rank = found.rank();
    if (rank == null || least.outranks(rank)) {
      throw RoleRefusal.insufficient();
    }
  }

  /** Nobody but the owner acts upon those of his own rank. */
  static void requireOver(RegisteredRoom found, Role target) {
    var rank = found.rank();
    if (rank == null || !rank.outranks(target)) {
      throw RoleRefusal.insufficient();
    }
  }

  /** There is one host of a room, and that is its owner. */
  static void requireGift(RegisteredRoom found, Role given) {
    if (given == Role.HOST) {
      throw new ProblemException(
          Kind.INVALID,
          "validation_error",
          "A field is missing or not of its form",
          Map.of("field", "role", "rule", "must be moderator, participant or observer"));
    }
    requireOver(found, given);
  }

  static void requireNotOwner(Room room, UserId user) {
    if (room.owner().equals(user)) {
      throw new ProblemException(
          Kind.CONFLICT, "user_already_in_room", "The owner needs no membership");
    }
  }

  static void requireVersion(Room room, @Nullable Long seen) {
    if (seen != null && seen != room.version()) {
      throw new ProblemException(
          Kind.CONFLICT,
          "version_conflict",
          "Somebody else has changed it meanwhile",
          Map.of("version", room.version()));
    }
  }
}
