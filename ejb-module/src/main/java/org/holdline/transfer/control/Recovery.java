package org.holdline.transfer.control;

import java.time.Instant;
import org.holdline.message.control.TransferState;
import org.holdline.transfer.entity.RecoveryCode;

/**
 * What a party needs to go on with a transfer after whatever has happened.
 *
 * @param expiresAt unless somebody moves it before
 */
public record Recovery(TransferState transfer, ChunkStanding chunks, Instant expiresAt) {
  /** A code that has just been made; nobody can read it again. */
  public record Code(RecoveryCode code, Instant expiresAt) {}
}
