package org.holdline.transfer.control;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import org.holdline.transfer.entity.Manifests;
import org.holdline.transfer.entity.RecoveryCodes;
import org.holdline.transfer.entity.RelayedChunks;
import org.holdline.transfer.entity.TransferEvents;
import org.holdline.transfer.entity.Transfers;

/** All that the database keeps of transfers. */
@Dependent
public class TransferStores {
  private final Transfers transfers;
  private final Manifests manifests;
  private final RelayedChunks relayed;
  private final TransferEvents events;
  private final RecoveryCodes codes;

  @Inject
  public TransferStores(
      Transfers transfers,
      Manifests manifests,
      RelayedChunks relayed,
      TransferEvents events,
      RecoveryCodes codes) {
    this.transfers = transfers;
    this.manifests = manifests;
    this.relayed = relayed;
    this.events = events;
    this.codes = codes;
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
}
