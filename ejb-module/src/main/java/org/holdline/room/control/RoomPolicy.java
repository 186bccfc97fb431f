package org.holdline.room.control;

import static org.holdline.message.control.Permission.MANAGE_PARTICIPANTS;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.holdline.identity.control.RoleRefusal;
import org.holdline.identity.entity.UserId;
import org.holdline.message.control.ClientPayload;
import org.holdline.message.control.ClientPayload.MediaControl;
import org.holdline.message.control.MediaType;
import org.holdline.message.control.MessageType;
import org.holdline.message.control.Permission;
import org.holdline.message.control.Role;
import org.holdline.message.control.RoomFlag;
import org.holdline.message.control.RoomSettings;
import org.holdline.message.control.ScreenShare;
import org.holdline.message.control.ShareAction;
import org.holdline.problem.entity.ProblemException;
import org.holdline.problem.entity.ProblemException.Kind;

/** What each role may do, and who may do something to whom. */
public final class RoomPolicy {
  private final Map<Role, Set<Permission>> granted = new EnumMap<>(Role.class);

  public RoomPolicy() {
    for (var role : Role.values()) {
      granted.put(role, Set.copyOf(defaults(role)));
    }
  }

  public Set<Permission> permissions(Role role) {
    return granted.getOrDefault(role, Set.of());
  }

  /**
   * Whether somebody may say this. What a setting switches off is off for everybody.
   *
   * @throws ProblemException {@code permission_denied}, naming the permission or the setting, or
   *     {@code insufficient_role}
   */
  public void require(RoomRules rules, UserId actor, ClientPayload payload) {
    setting(payload.type()).ifPresent(needed -> require(rules.settings(), needed));
    payload.permission().ifPresent(needed -> require(permissions(rules, actor), needed));
    switch (payload) {
      case MediaControl control when control.asked() != null ->
          requireAbove(rules, actor, control.asked());
      case MediaControl control when !control.action().isOff() ->
          requireOn(rules, actor, control.mediaType());
      case ScreenShare share when share.action() == ShareAction.START ->
          requireOn(rules, actor, MediaType.SCREEN_SHARE);
      default -> {}
    }
  }

  private static Optional<RoomFlag> setting(MessageType type) {
    return switch (type) {
      case CHAT_MESSAGE, CHAT_EDIT, TYPING_INDICATOR -> Optional.of(RoomFlag.ENABLE_CHAT);
      case REACTION -> Optional.of(RoomFlag.ENABLE_REACTIONS);
      default -> Optional.empty();
    };
  }

  /**
   * Whether somebody may switch a medium of his own on. Switching it off nobody is kept from.
   *
   * @throws ProblemException {@code permission_denied}, naming the permission or the setting
   */
  public void requireOn(RoomRules rules, UserId user, MediaType medium) {
    if (medium == MediaType.SCREEN_SHARE) {
      require(rules.settings(), RoomFlag.ENABLE_SCREEN_SHARE);
    }
    if (medium == MediaType.AUDIO && Role.MODERATOR.outranks(rules.roles().of(user))) {
      require(rules.settings(), RoomFlag.ALLOW_PARTICIPANTS_UNMUTE);
    }
    require(permissions(rules, user), medium.permission());
  }

  private static void require(RoomSettings settings, RoomFlag needed) {
    if (!settings.has(needed)) {
      throw new ProblemException(
          Kind.FORBIDDEN,
          "permission_denied",
          "This is switched off in this room",
          Map.of("setting", needed.wireName()));
    }
  }

  /**
   * Whether somebody has a permission.
   *
   * @throws ProblemException {@code permission_denied}, naming the permission
   */
  public void require(Set<Permission> held, Permission needed) {
    if (!held.contains(needed)) {
      throw new ProblemException(
          Kind.FORBIDDEN,
          "permission_denied",
          "You are not permitted to do this here",
          Map.of("permission", needed.wireName()));
    }
  }

  /**
   * Whether somebody may offer files.
   *
   * @throws ProblemException {@code permission_denied}, naming the permission or the setting
   */
  public void requireFiles(RoomRules rules, UserId actor) {
    require(rules.settings(), RoomFlag.ENABLE_FILE_SHARING);
    require(permissions(rules, actor), Permission.SHARE_FILES);
  }

  /**
   * Whether somebody may have the room recorded.
   *
   * @throws ProblemException {@code recording_not_allowed}, naming the permission or the setting
   */
  public void requireRecording(RoomRules rules, UserId actor) {
    if (!rules.settings().has(RoomFlag.ENABLE_RECORDING)) {
      throw recordingRefused("setting", RoomFlag.ENABLE_RECORDING.wireName());
    }
    if (!permissions(rules, actor).contains(Permission.RECORD)) {
      throw recordingRefused("permission", Permission.RECORD.wireName());
    }
  }

  private static ProblemException recordingRefused(String what, String name) {
    return new ProblemException(
        Kind.FORBIDDEN,
        "recording_not_allowed",
        "You may not have this room recorded",
        Map.of(what, name));
  }

  /**
   * Whether somebody may give himself another name: moderators always, others where the room lets
   * them.
   *
   * @throws ProblemException {@code permission_denied}, naming the setting
   */
  public void requireRename(RoomNow now, UserId user) {
    var role = now.roleOf(user);
    boolean isModerator = role == Role.HOST || role == Role.MODERATOR;
    if (!isModerator && !now.rules().settings().has(RoomFlag.ALLOW_PARTICIPANTS_RENAME)) {
      throw new ProblemException(
          Kind.FORBIDDEN,
          "permission_denied",
          "Nobody changes his name in this room",
          Map.of("setting", "allow_participants_rename"));
    }
  }

  /** What somebody may do in a room: what he was permitted, failing that what his role may. */
  public Set<Permission> permissions(RoomRules rules, UserId user) {
    return permissions(rules, user, rules.roles().of(user));
  }

  /** The same of somebody who is about to come in, with that role. */
  Set<Permission> permissions(RoomRules rules, UserId user, Role role) {
    var own = rules.permissions().get(user);
    return own == null || role == Role.HOST ? permissions(role) : own;
  }

  /**
   * Somebody may take rank from those below him and give rank up to his own; himself he may only
   * lower.
   *
   * @throws ProblemException {@code permission_denied} or {@code insufficient_role}
   */
  public void requireRoleChange(RoomRules rules, UserId actor, UserId target, Role wanted) {
    var own = rules.roles().of(actor);
    if (!actor.equals(target)) {
      requireAbove(rules, actor, target);
    }
    if (wanted.outranks(own)) {
      throw RoleRefusal.insufficient();
    }
  }

  /**
   * Somebody may change what those below him may do, and give nothing that he does not have.
   *
   * @throws ProblemException {@code permission_denied} or {@code insufficient_role}
   */
  public void requirePermissionChange(
      RoomRules rules, UserId actor, UserId target, Map<Permission, Boolean> changes) {
    requireAbove(rules, actor, target);
    var own = permissions(rules, actor);
    changes.forEach((permission, may) -> {
      if (may) {
        require(own, permission);
      }
    });
  }

  /**
   * Somebody who is there and manages participants.
   *
   * @throws ProblemException {@code user_not_in_room} or {@code permission_denied}
   */
  public void requireManager(RoomNow now, UserId actor) {
    now.actor(actor);
    require(permissions(now.rules(), actor), MANAGE_PARTICIPANTS);
  }

  /**
   * Somebody who manages participants manages those below his own rank.
   *
   * @throws ProblemException {@code permission_denied} or {@code insufficient_role}
   */
  public void requireAbove(RoomRules rules, UserId actor, UserId target) {
    require(permissions(rules, actor), MANAGE_PARTICIPANTS);
    if (!rules.roles().of(actor).outranks(rules.roles().of(target))) {
      throw RoleRefusal.insufficient();
    }
  }

  /**
   * Which media somebody has to switch off because of a change: those that he could have on before
   * and cannot now.
   */
  public Set<MediaType> silenced(RoomRules before, RoomRules after, UserId user) {
    var silenced = EnumSet.noneOf(MediaType.class);
    for (var medium : MediaType.values()) {
      if (mayShow(before, user, medium) && !mayShow(after, user, medium)) {
        silenced.add(medium);
      }
    }
    return silenced;
  }

  private boolean mayShow(RoomRules rules, UserId user, MediaType medium) {
    return permissions(rules, user).contains(medium.permission())
        && (medium != MediaType.SCREEN_SHARE || rules.settings().has(RoomFlag.ENABLE_SCREEN_SHARE));
  }

  private static Set<Permission> defaults(Role role) {
    return switch (role) {
      case HOST, MODERATOR -> EnumSet.allOf(Permission.class);
      case PARTICIPANT ->
          EnumSet.of(
              Permission.SPEAK,
              Permission.SHARE_VIDEO,
              Permission.SHARE_SCREEN,
              Permission.SEND_CHAT,
              Permission.SHARE_FILES);
      case OBSERVER -> EnumSet.noneOf(Permission.class);
    };
  }
}
