package org.holdline.message.json;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.holdline.identity.entity.UserId;
import org.holdline.message.control.BackgroundType;
import org.holdline.message.control.Breakout;
import org.holdline.message.control.BreakoutNotice;
import org.holdline.message.control.Breakouts;
import org.holdline.message.control.ChatChange;
import org.holdline.message.control.ChatMessageType;
import org.holdline.message.control.ClientPayload;
import org.holdline.message.control.ConnectionQuality;
import org.holdline.message.control.ConnectionState;
import org.holdline.message.control.HandQueue;
import org.holdline.message.control.LeaveReason;
import org.holdline.message.control.MediaAction;
import org.holdline.message.control.MediaType;
import org.holdline.message.control.Notice;
import org.holdline.message.control.ParticipantKind;
import org.holdline.message.control.ParticipantView;
import org.holdline.message.control.Passed;
import org.holdline.message.control.Passing;
import org.holdline.message.control.PendingReason;
import org.holdline.message.control.Permission;
import org.holdline.message.control.RaisedHand;
import org.holdline.message.control.ReactionType;
import org.holdline.message.control.Role;
import org.holdline.message.control.RoomSettings;
import org.holdline.message.control.ScreenShare;
import org.holdline.message.control.ServerPayload;
import org.holdline.message.control.ShareAction;
import org.holdline.message.control.ShareQuality;
import org.holdline.message.control.Signal;
import org.holdline.message.control.Target;
import org.holdline.message.control.TruncationReason;
import org.holdline.message.control.VideoResolution;
import org.jspecify.annotations.Nullable;

/** Something of everything that the server says, with and without what may be absent. */
final class Samples {
  private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");
  private static final UserId ADA = new UserId("u-ada");
  private static final Breakout GREEN =
      new Breakout(
          "green",
          "standup--breakout-green",
          "Green table",
          4,
          true,
          10,
          NOW.plusSeconds(600),
          true);
  private static final Target BOB = new Target(new UserId("u-bob"), "s_2");

  private static final Target TO_BOB = new Target(new UserId("u-bob"), null);

  private Samples() {}

  static Stream<ServerPayload> all() {
    return Stream.of(
            links(),
            signals(),
            notices(),
            breakouts(),
            passed(),
            FileSamples.all(),
            RecordingSamples.all())
        .flatMap(each -> each);
  }

  private static Stream<ServerPayload> links() {
    var second = Duration.ofSeconds(1);
    return Stream.of(
        new ServerPayload.Joined(
            "s_1",
            ADA,
            "Ada",
            Role.HOST,
            EnumSet.of(Permission.SPEAK),
            participant().media(),
            new ServerPayload.Attachment("secret", 1, false),
            "e1",
            17,
            new ServerPayload.Heartbeat(second, second, second, second),
            second,
            NOW,
            "t".repeat(43)),
        room(),
        reconnection(null),
        reconnection(new ServerPayload.Truncation(TruncationReason.EPOCH_CHANGED, null, room())),
        reconnection(
            new ServerPayload.Truncation(
                TruncationReason.TRIMMED, new ServerPayload.MissingSequences(3, 16), room())),
        new ServerPayload.Ack("c1", 18, "e1", false, null),
        new ServerPayload.Ack("c2", 19, "e1", false, "m1"),
        new ServerPayload.Ping(),
        new ServerPayload.JoinPending(PendingReason.QUEUE, 12),
        new ServerPayload.Pong("p1", 17, "e1", NOW),
        new ServerPayload.Pong(null, 17, "e1", NOW),
        new ServerPayload.Refreshed(NOW, null),
        new ServerPayload.Problem("internal_error", "Sorry", null, null, Map.of()),
        new ServerPayload.Problem(
            "redis_unavailable", "Later", "c1", second, Map.of("field", "content", "n", 1)));
  }

  private static Stream<ServerPayload> signals() {
    return Stream.of(
        new Signal.Offer("v=0", null),
        new Signal.Answer("v=0", BOB),
        new Signal.IceCandidate("", null, null, null, BOB),
        new Signal.IceCandidate("c", "0", 0L, "f", BOB));
  }

  private static Stream<ServerPayload> notices() {
    var author = new Notice.Author(ADA, "Ada", "s_1");
    return Stream.of(
        new Notice.Chat(
            "m1", author, new ClientPayload.Chat("hi", ChatMessageType.TEXT, "m0", null), NOW),
        new Notice.Chat(
            "m2", author, new ClientPayload.Chat("psst", ChatMessageType.TEXT, null, TO_BOB), NOW),
        new Notice.ChatEdited(new ChatChange.Edit("m1", "ho", null), author, NOW),
        new Notice.ChatEdited(new ChatChange.Edit("m2", "ho", TO_BOB), author, NOW),
        new Notice.ChatDeleted(new ChatChange.Delete("m1", null), author, NOW),
        new Notice.ChatDeleted(new ChatChange.Delete("m2", TO_BOB), author, NOW),
        new Notice.MediaControl(MediaAction.MUTE, MediaType.AUDIO, author, BOB, NOW),
        new Notice.MediaControl(
            MediaAction.MUTE, MediaType.AUDIO, new Notice.Author(ADA, "Ada", null), TO_BOB, NOW),
        new Notice.ScreenShared(
            new ScreenShare(ShareAction.START, "window-1", ShareQuality.HIGH), author, NOW),
        new Notice.ScreenShared(
            new ScreenShare(ShareAction.STOP, null, ShareQuality.MEDIUM), author, NOW),
        new Notice.UserJoined(participant(), NOW),
        new Notice.UserLeft(ADA, "Ada", LeaveReason.EXPIRED, NOW),
        new Notice.ParticipantUpdate(participant(), NOW),
        new Notice.WaitingRoomJoin(ADA, "Ada", NOW),
        new Notice.WaitingRoomLeave(ADA, "Ada", NOW),
        new Notice.WaitingRoomAdmit(ADA, ADA, NOW),
        new Notice.WaitingRoomReject(ADA, ADA, "Another time", NOW),
        new Notice.WaitingRoomReject(ADA, ADA, null, NOW),
        new Notice.RoleUpdated(ADA, Role.HOST, null, NOW),
        new Notice.RoleUpdated(ADA, Role.HOST, ADA, NOW),
        new Notice.PermissionUpdated(ADA, EnumSet.of(Permission.SPEAK), ADA, NOW),
        new Notice.RoomSettingsUpdate(RoomSettings.defaults(), ADA, NOW),
        new Notice.RoomSettingsUpdate(
            RoomSettings.defaults().with(Map.of("max_participants", 2L)), ADA, NOW),
        new Notice.HandRaise(ADA, "Ada", true, null, NOW),
        new Notice.HandRaise(ADA, "Ada", false, ADA, NOW),
        new Notice.HandRaiseQueue(HandQueue.EMPTY, NOW));
  }

  private static Stream<ServerPayload> breakouts() {
    return Stream.of(
        new BreakoutNotice.Created(GREEN, ADA, NOW),
        new BreakoutNotice.Created(GREEN.closed(), ADA, NOW),
        new BreakoutNotice.Assigned(ADA, GREEN, ADA, NOW),
        new BreakoutNotice.Assigned(ADA, null, ADA, NOW),
        new BreakoutNotice.Closed("green", ADA, NOW),
        new BreakoutNotice.Closed("green", null, NOW),
        new BreakoutNotice.Message("Two minutes left", ADA, "Ada", NOW));
  }

  private static Stream<ServerPayload> passed() {
    var author = new Notice.Author(ADA, "Ada", "s_1");
    return Stream.of(
            new Passing.Reaction(ReactionType.THUMBS_UP),
            new Passing.Typing(true, null),
            new Passing.Receipt("m1", null),
            new Passing.Receipt("m2", TO_BOB),
            new Passing.Typing(false, BOB),
            new Passing.Background(BackgroundType.BLUR, null, 40L),
            new Passing.Background(BackgroundType.IMAGE, "https://example.org/b.jpg", null),
            new Passing.Quality(VideoResolution.P720, null, null, null, null),
            new Passing.Quality(VideoResolution.P360, 200L, 32L, 15L, "poor"))
        .map(said -> new Passed(said, author, NOW));
  }

  private static ServerPayload.ReconnectionDetected reconnection(
      ServerPayload.@Nullable Truncation truncation) {
    return new ServerPayload.ReconnectionDetected(
        Duration.ofMillis(20_500), 2, "e1", 15, 17, truncation);
  }

  private static ServerPayload.RoomState room() {
    return new ServerPayload.RoomState(
        "standup",
        "e1",
        17,
        ADA,
        List.of(participant(), RecordingSamples.ONGOING.participant()),
        RoomSettings.defaults(),
        new HandQueue(List.of(new RaisedHand(ADA, "Ada", NOW))),
        new Breakouts(List.of(GREEN), Map.of(ADA, "green")),
        RecordingSamples.ONGOING,
        ADA);
  }

  private static ParticipantView participant() {
    return new ParticipantView(
        "s_1",
        ADA,
        "Ada",
        Role.HOST,
        NOW,
        new ParticipantView.Media(true, false, false, NOW, false),
        ConnectionState.ACTIVE,
        ConnectionQuality.GOOD,
        ParticipantKind.PERSON);
  }
}
