package org.holdline.message.json;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.holdline.message.control.FileNotice;
import org.holdline.message.control.FileProgress;
import org.holdline.message.control.MessageType;
import org.holdline.message.control.ServerPayload;
import org.holdline.message.control.TransferState;
import org.holdline.message.control.TransferState.Files;
import org.holdline.message.control.TransferState.Parties;
import org.holdline.message.control.TransferState.Progress;
import org.holdline.message.control.TransferState.Times;
import org.jspecify.annotations.Nullable;

/** What the server says of files. */
final class FileSamples {
  private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");
  private static final String SHA256 = "ab".repeat(32);

  private FileSamples() {}

  static Stream<ServerPayload> all() {
    var types =
        Stream.of(MessageType.values())
            .filter(type -> type.sent().filter(FileNotice.class::equals).isPresent());
    return Stream.concat(
        types.map(type -> new FileNotice(type, state(null, null, "offered"))),
        Stream.of(
            new FileProgress(state("s_2", NOW, null)),
            new FileNotice(MessageType.FILE_SHARE_FAIL, state("s_2", NOW, "expired"))));
  }

  private static TransferState state(
      @Nullable String session, @Nullable Instant accepted, @Nullable String error) {
    return new TransferState(
        "6f1c2c1e-0b0a-4d5e-9a55-0c1f6f4f2a11",
        "standup",
        new Parties("u-ada", "u-bob", "s_1", session),
        new Files(
            "plan.pdf", "application/pdf", 100_000, 1, "fixed", 65_536, 2, SHA256, "Here it is"),
        new Progress(2, 1, 65_536),
        new Times(NOW, accepted, accepted, accepted, accepted, NOW),
        "paused",
        List.of("sender", "system"),
        error,
        true,
        3);
  }
}
