package org.holdline.transfer.control;

import org.holdline.message.control.TransferState;
import org.holdline.room.entity.SessionId;
import org.holdline.text.Words;
import org.holdline.transfer.entity.ChunkRanges;
import org.holdline.transfer.entity.Chunking;
import org.holdline.transfer.entity.FileContent;
import org.holdline.transfer.entity.FileTransfer;

/** Transfers as their parties see them. */
final class TransferViews {
  private TransferViews() {}

  /**
   * One.
   *
   * @param relayedChunks that the server holds
   */
  static TransferState of(FileTransfer transfer, int relayedChunks) {
    var content = transfer.content();
    var moments = transfer.moments();
    return new TransferState(
        transfer.id().toString(),
        content.room().value(),
        new TransferState.Parties(
            transfer.sender().value(),
            transfer.receiver().value(),
            transfer.senderSession().value(),
            transfer.receiverSession().map(SessionId::value).orElse(null)),
        files(content),
        new TransferState.Progress(
            Math.max(relayedChunks, transfer.received().chunks()),
            transfer.received().chunks(),
            transfer.received().bytes()),
        new TransferState.Times(
            moments.startedAt(),
            moments.acceptedAt(),
            moments.pausedAt(),
            moments.resumedAt(),
            moments.completedAt(),
            transfer.expiresAt()),
        Words.of(transfer.status()),
        transfer.pausedBy().stream().map(Words::of).toList(),
        transfer.error().orElse(null),
        transfer.isRelayed(),
        transfer.version());
  }

  private static TransferState.Files files(FileContent content) {
    var facts = content.facts();
    return new TransferState.Files(
        facts.filename(),
        facts.mimeType(),
        facts.totalBytes(),
        facts.fileCount(),
        facts.chunking().wireName(),
        facts.chunkBytes(),
        totalChunks(content),
        facts.sha256(),
        facts.message());
  }

  /** 0 while it is not known. */
  static int totalChunks(FileContent content) {
    var facts = content.facts();
    if (content.listed().complete()) {
      return content.listed().chunks();
    }
    return facts.fileCount() == 1 && facts.chunking() == Chunking.FIXED
        ? Math.toIntExact(Math.ceilDiv(facts.totalBytes(), facts.chunkBytes()))
        : 0;
  }

  /** How far it is, chunk by chunk. */
  static ChunkStanding chunks(FileTransfer transfer, ChunkRanges held) {
    return new ChunkStanding(
        totalChunks(transfer.content()), held, ChunkRanges.parse(transfer.received().text()));
  }
}
