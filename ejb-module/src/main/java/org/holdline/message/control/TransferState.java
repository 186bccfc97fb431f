package org.holdline.message.control;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A transfer as its two parties see it.
 *
 * @param status such as {@code pending}
 * @param pausedBy of {@code sender}, {@code receiver} and {@code system}
 * @param error why it failed or was given up
 * @param relayed whether something of it has gone through the server
 * @param version greater after each change
 */
public record TransferState(
    String transferId,
    String roomId,
    Parties parties,
    Files files,
    Progress progress,
    Times times,
    String status,
    List<String> pausedBy,
    @Nullable String error,
    boolean relayed,
    long version) {
  private static final double ALL = 100.0;

  public TransferState {
    pausedBy = List.copyOf(pausedBy);
  }

  /** Who sends to whom, from which session to which. */
  public record Parties(
      String sender, String receiver, String senderSession, @Nullable String receiverSession) {}

  /**
   * What is sent.
   *
   * @param sha256 of the one file, if it is known
   * @param chunks 0 while it is not known how many there are
   */
  public record Files(
      String name,
      String type,
      long bytes,
      int count,
      String chunking,
      int chunkSize,
      int chunks,
      @Nullable String sha256,
      @Nullable String message) {}

  /**
   * How far it is.
   *
   * @param sent chunks that the server or the receiver holds
   * @param received chunks that the receiver has verified
   */
  public record Progress(int sent, int received, long bytes) {}

  /** When it became what. */
  public record Times(
      Instant started,
      @Nullable Instant accepted,
      @Nullable Instant paused,
      @Nullable Instant resumed,
      @Nullable Instant completed,
      Instant expires) {}

  public void write(FieldWriter out) {
    out.text("transfer_id", transferId)
        .text("room_id", roomId)
        .text("sender_id", parties.sender)
        .text("receiver_id", parties.receiver)
        .text("sender_session_id", parties.senderSession)
        .text("receiver_session_id", parties.receiverSession)
        .text("filename", files.name)
        .number("file_size", files.bytes)
        .text("mime_type", files.type)
        .number("file_count", files.count)
        .text("chunking", files.chunking)
        .number("chunk_size", files.chunkSize)
        .number("total_chunks", files.chunks)
        .number("chunks_sent", progress.sent)
        .number("chunks_received", progress.received)
        .text("status", status)
        .texts("paused_by", pausedBy)
        .number("progress_percent", progress.bytes * ALL / files.bytes)
        .number("bytes_transferred", progress.bytes)
        .flag("relayed", relayed)
        .text("message", files.message)
        .text("checksum", files.sha256)
        .text("error", error);
    writeTimes(out);
    out.number("version", version);
  }

  private void writeTimes(FieldWriter out) {
    time("started_at", times.started, out);
    time("accepted_at", times.accepted, out);
    time("paused_at", times.paused, out);
    time("resumed_at", times.resumed, out);
    time("completed_at", times.completed, out);
    time("expires_at", times.expires, out);
  }

  private static void time(String name, @Nullable Instant at, FieldWriter out) {
    if (at != null) {
      out.time(name, at);
    }
  }
}
