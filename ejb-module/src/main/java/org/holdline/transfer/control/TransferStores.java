package org.holdline.transfer.control;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.holdline.message.control.TransferState;
import org.holdline.transfer.entity.ChunkRanges;
import org.holdline.transfer.entity.FileContent;
import org.holdline.transfer.entity.FileTransfer;
import org.holdline.transfer.entity.Manifests;
import org.holdline.transfer.entity.RecoveryCodes;
import org.holdline.transfer.entity.RelayedChunks;
import org.holdline.transfer.entity.TransferEvents;
import org.holdline.transfer.entity.Transfers;

/** All that the database keeps of transfers, and how it is found and shown. */
@Dependent
public class TransferStores {
  private final Transfers transfers;
  private final Manifests manifests;
  private final RelayedChunks relayed;
  private final TransferEvents events;
  private final RecoveryCodes codes;
  private final Clock clock;

  @Inject
  public TransferStores(
      Transfers transfers,
      Manifests manifests,
      RelayedChunks relayed,
      TransferEvents events,
      RecoveryCodes codes,
      Clock clock) {
    this.transfers = transfers;
    this.manifests = manifests;
    this.relayed = relayed;
    this.events = events;
    this.codes = codes;
    this.clock = clock;
  }

  Transfers transfers() {
    return transfers;
  }

  Manifests manifests() {
    return manifests;
  }

  RelayedChunks relayed() {
    return relayed;
  }

  TransferEvents events() {
    return events;
  }

  RecoveryCodes codes() {
    return codes;
  }

  /** To the microsecond, which is what the database keeps. */
  Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }

  /**
   * One that the asker sends or receives.
   *
   * @throws org.holdline.problem.entity.ProblemException {@code transfer_not_found}
   */
  FileTransfer get(Asked asked) {
    var found = transfers.find(asked.transfer()).orElseThrow(TransferRefusals::notFound);
    asked.sideOf(found);
    return found;
  }

  /** The same, and until the end of the transaction nobody else changes it. */
  FileTransfer getLocked(Asked asked) {
    var found = transfers.findLocked(asked.transfer()).orElseThrow(TransferRefusals::notFound);
    asked.sideOf(found);
    return found;
  }

  /** As its parties see it, with its version after what has just been done. */
  TransferState state(FileTransfer transfer) {
    transfers.flush();
    var content = transfer.content();
    return TransferViews.of(
        transfer, content.wrappedKey().isPresent() ? relayed.count(content.id()) : 0);
  }

  /** Which of its chunks the server holds. */
  ChunkRanges held(FileContent content) {
    return content.wrappedKey().isPresent() ? relayed.held(content.id()) : ChunkRanges.NONE;
  }
}
