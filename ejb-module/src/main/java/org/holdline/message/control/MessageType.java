package org.holdline.message.control;

import static org.holdline.message.control.Audience.ADDRESSED;
import static org.holdline.message.control.Audience.CONNECTION;
import static org.holdline.message.control.Audience.MODERATORS;
import static org.holdline.message.control.Audience.ROOM;
import static org.holdline.message.control.Audience.ROOM_OR_ADDRESSED;
import static org.holdline.message.control.Audience.ROOM_OR_DIRECT;
import static org.holdline.message.control.Direction.BOTH;
import static org.holdline.message.control.MessageClass.CONTROL;
import static org.holdline.message.control.MessageClass.DURABLE;
import static org.holdline.message.control.MessageClass.EPHEMERAL;
import static org.holdline.message.control.MessageClass.SIGNALING;
import static org.holdline.message.control.Use.both;
import static org.holdline.message.control.Use.client;
import static org.holdline.message.control.Use.declared;
import static org.holdline.message.control.Use.server;

import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The one table of messages: name, class, audience, permission, direction and payload. */
public enum MessageType implements WireNamed {
  JOIN("join", CONTROL, CONNECTION, client(ClientPayload.Join::read)),
  JOIN_PENDING("join-pending", CONTROL, CONNECTION, server(ServerPayload.JoinPending.class)),
  JOINED("joined", CONTROL, CONNECTION, server(ServerPayload.Joined.class)),
  ROOM_STATE("room-state", CONTROL, CONNECTION, server(ServerPayload.RoomState.class)),
  RECONNECTION_DETECTED(
      "reconnection-detected",
      CONTROL,
      CONNECTION,
      server(ServerPayload.ReconnectionDetected.class)),
  ACK("ack", CONTROL, CONNECTION, both(ClientPayload.Ack::read, ServerPayload.Ack.class)),
  PING("ping", CONTROL, CONNECTION, both(ClientPayload.Ping::read, ServerPayload.Ping.class)),
  PONG("pong", CONTROL, CONNECTION, server(ServerPayload.Pong.class)),
  REFRESH("refresh", CONTROL, CONNECTION, client(ClientPayload.Refresh::read)),
  REFRESHED("refreshed", CONTROL, CONNECTION, server(ServerPayload.Refreshed.class)),
  LEAVE("leave", CONTROL, CONNECTION, client(fields -> new ClientPayload.Leave())),
  ERROR("error", CONTROL, CONNECTION, server(ServerPayload.Problem.class)),

  OFFER("offer", SIGNALING, ROOM_OR_ADDRESSED, both(Signal.Offer::read, Signal.Offer.class)),
  ANSWER("answer", SIGNALING, ADDRESSED, both(Signal.Answer::read, Signal.Answer.class)),
  ICE_CANDIDATE(
      "ice-candidate",
      SIGNALING,
      ADDRESSED,
      both(Signal.IceCandidate::read, Signal.IceCandidate.class)),

  CHAT_MESSAGE(
      "chat-message",
      DURABLE,
      ROOM_OR_DIRECT,
      Permission.SEND_CHAT,
      both(ClientPayload.Chat::read, Notice.Chat.class)),
  CHAT_EDIT(
      "chat-edit",
      DURABLE,
      ROOM_OR_DIRECT,
      Permission.SEND_CHAT,
      both(ChatChange.Edit::read, Notice.ChatEdited.class)),
  CHAT_DELETE(
      "chat-delete",
      DURABLE,
      ROOM_OR_DIRECT,
      both(ChatChange.Delete::read, Notice.ChatDeleted.class)),
  READ_RECEIPT(
      "read-receipt", EPHEMERAL, ROOM_OR_DIRECT, both(Passing.Receipt::read, Passed.class)),
  /** Its permission depends on its payload. */
  MEDIA_CONTROL(
      "media-control",
      DURABLE,
      ROOM_OR_ADDRESSED,
      both(ClientPayload.MediaControl::read, Notice.MediaControl.class)),
  USER_JOINED("user-joined", DURABLE, ROOM, server(Notice.UserJoined.class)),
  USER_LEFT("user-left", DURABLE, ROOM, server(Notice.UserLeft.class)),
  PARTICIPANT_UPDATE("participant-update", DURABLE, ROOM, server(Notice.ParticipantUpdate.class)),
  ROLE_UPDATED("role-updated", DURABLE, ROOM, server(Notice.RoleUpdated.class)),

  /** Its permission depends on its payload. */
  SCREEN_SHARE_CONTROL(
      "screen-share-control", DURABLE, ROOM, both(ScreenShare::read, Notice.ScreenShared.class)),
  PERMISSION_UPDATED("permission-updated", DURABLE, ROOM, server(Notice.PermissionUpdated.class)),
  ROOM_SETTINGS_UPDATE(
      "room-settings-update", DURABLE, ROOM, server(Notice.RoomSettingsUpdate.class)),
  HAND_RAISE(
      "hand-raise", DURABLE, ROOM, both(ClientPayload.HandRaise::read, Notice.HandRaise.class)),
  HAND_RAISE_QUEUE("hand-raise-queue", DURABLE, ROOM, server(Notice.HandRaiseQueue.class)),
  REACTION("reaction", EPHEMERAL, ROOM, both(Passing.Reaction::read, Passed.class)),
  TYPING_INDICATOR(
      "typing-indicator",
      EPHEMERAL,
      ROOM_OR_ADDRESSED,
      Permission.SEND_CHAT,
      both(Passing.Typing::read, Passed.class)),
  VIRTUAL_BACKGROUND_UPDATE(
      "virtual-background-update", EPHEMERAL, ROOM, both(Passing.Background::read, Passed.class)),
  NETWORK_STATS("network-stats", EPHEMERAL, Audience.SERVER, client(NetworkStats::read)),
  QUALITY_UPDATE("quality-update", EPHEMERAL, ROOM, both(Passing.Quality::read, Passed.class)),
  ANALYTICS_EVENT("analytics-event", EPHEMERAL, Audience.SERVER, client(ClientEvent::read)),

  WAITING_ROOM_JOIN("waiting-room-join", DURABLE, MODERATORS, server(Notice.WaitingRoomJoin.class)),
  WAITING_ROOM_LEAVE(
      "waiting-room-leave", DURABLE, MODERATORS, server(Notice.WaitingRoomLeave.class)),
  WAITING_ROOM_ADMIT(
      "waiting-room-admit", DURABLE, MODERATORS, server(Notice.WaitingRoomAdmit.class)),
  WAITING_ROOM_REJECT(
      "waiting-room-reject", DURABLE, MODERATORS, server(Notice.WaitingRoomReject.class)),
  BREAKOUT_ROOM_CREATE("breakout-room-create", DURABLE, ROOM, server(BreakoutNotice.Created.class)),
  BREAKOUT_ROOM_ASSIGN(
      "breakout-room-assign", DURABLE, ADDRESSED, server(BreakoutNotice.Assigned.class)),
  BREAKOUT_ROOM_CLOSE("breakout-room-close", DURABLE, ROOM, server(BreakoutNotice.Closed.class)),
  BREAKOUT_ROOM_MESSAGE(
      "breakout-room-message", DURABLE, ROOM, server(BreakoutNotice.Message.class)),
  LIVE_STREAM_START("live-stream-start", DURABLE, ROOM, declared(Direction.SERVER)),
  LIVE_STREAM_STOP("live-stream-stop", DURABLE, ROOM, declared(Direction.SERVER)),

  FILE_SHARE_OFFER("file-share-offer", DURABLE, ADDRESSED, server(FileNotice.class)),
  FILE_SHARE_ACCEPT("file-share-accept", DURABLE, ADDRESSED, server(FileNotice.class)),
  FILE_SHARE_REJECT("file-share-reject", DURABLE, ADDRESSED, server(FileNotice.class)),
  FILE_SHARE_PAUSE("file-share-pause", DURABLE, ADDRESSED, server(FileNotice.class)),
  FILE_SHARE_RESUME("file-share-resume", DURABLE, ADDRESSED, server(FileNotice.class)),
  FILE_SHARE_PROGRESS("file-share-progress", EPHEMERAL, ADDRESSED, server(FileProgress.class)),
  FILE_SHARE_COMPLETE("file-share-complete", DURABLE, ADDRESSED, server(FileNotice.class)),
  FILE_SHARE_CANCEL("file-share-cancel", DURABLE, ADDRESSED, server(FileNotice.class)),
  FILE_SHARE_FAIL("file-share-fail", DURABLE, ADDRESSED, server(FileNotice.class)),
  FILE_SHARE_MOVED("file-share-moved", DURABLE, ADDRESSED, server(FileNotice.class)),
  CHUNK("chunk", EPHEMERAL, ADDRESSED, Permission.SHARE_FILES, declared(BOTH)),

  RECORDING_CONTROL("recording-control", DURABLE, ROOM, server(RecordingControl.class)),
  RECORDING_STATUS("recording-status", EPHEMERAL, ROOM, server(RecordingProgress.class)),
  RECORDING_STARTED("recording-started", DURABLE, ROOM, server(RecordingNotice.class)),
  RECORDING_STOPPED("recording-stopped", DURABLE, ROOM, server(RecordingNotice.class)),
  RECORDING_PAUSED("recording-paused", DURABLE, ROOM, server(RecordingNotice.class)),
  RECORDING_RESUMED("recording-resumed", DURABLE, ROOM, server(RecordingNotice.class)),
  RECORDING_CANCELLED("recording-cancelled", DURABLE, ROOM, server(RecordingNotice.class)),
  RECORDING_COMPLETED("recording-completed", DURABLE, ROOM, server(RecordingNotice.class)),
  RECORDING_FAILED("recording-failed", DURABLE, ROOM, server(RecordingNotice.class)),

  E2EE_KEY_EXCHANGE("e2ee-key-exchange", DURABLE, ADDRESSED, declared(BOTH)),
  E2EE_RATCHET_UPDATE("e2ee-ratchet-update", DURABLE, ADDRESSED, declared(BOTH)),
  E2EE_PUBLIC_KEY("e2ee-public-key", DURABLE, ROOM, declared(BOTH)),
  E2EE_ENCRYPTED_MESSAGE("e2ee-encrypted-message", DURABLE, ROOM_OR_ADDRESSED, declared(BOTH)),
  E2EE_KEY_ROTATION("e2ee-key-rotation", DURABLE, ROOM, declared(BOTH)),
  E2EE_KEY_REVOKE("e2ee-key-revoke", DURABLE, ROOM, declared(BOTH));

  private static final Map<String, MessageType> BY_WIRE_NAME =
      Stream.of(values()).collect(Collectors.toUnmodifiableMap(MessageType::wireName, t -> t));

  private final String wireName;
  private final MessageClass messageClass;
  private final Audience audience;
  private final @Nullable Permission permission;

  @SuppressWarnings("ImmutableEnumChecker") // holds a method reference and a class, no state
  private final Use use;

  MessageType(String wireName, MessageClass messageClass, Audience audience, Use use) {
    this(wireName, messageClass, audience, null, use);
  }

  MessageType(
      String wireName,
      MessageClass messageClass,
      Audience audience,
      @Nullable Permission permission,
      Use use) {
    this.wireName = wireName;
    this.messageClass = messageClass;
    this.audience = audience;
    this.permission = permission;
    this.use = use;
  }

  public static Optional<MessageType> find(String wireName) {
    return Optional.ofNullable(BY_WIRE_NAME.get(wireName));
  }

  @Override
  public String wireName() {
    return wireName;
  }

  public MessageClass messageClass() {
    return messageClass;
  }

  public Direction direction() {
    return use.direction();
  }

  public Audience audience() {
    return audience;
  }

  /** What a client must be allowed to send any message of this type. */
  public Optional<Permission> permission() {
    return Optional.ofNullable(permission);
  }

  /** False: declared only, answered with {@code not_available}. */
  public boolean isBuilt() {
    return use.isBuilt();
  }

  /** Durable and signaling messages have a position in the log. */
  public boolean isLogged() {
    return messageClass == DURABLE || messageClass == SIGNALING;
  }

  /** Whether the sender's other devices hear what he says to one user alone. */
  public boolean isConversation() {
    return audience == ROOM_OR_DIRECT;
  }

  /** What the server sends as this type. */
  public Optional<Class<? extends ServerPayload>> sent() {
    return Optional.ofNullable(use.sent());
  }

  /**
   * What a client says.
   *
   * @throws org.holdline.problem.entity.ProblemException {@code invalid_payload}, naming the field
   * @throws IllegalStateException when a client may not say it or it is not built
   */
  public ClientPayload read(Fields fields) {
    var reader = use.reader();
    if (reader == null) {
      throw new IllegalStateException("no client says " + wireName);
    }
    return reader.apply(fields);
  }
}
