package org.holdline.transfer.entity;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;

/**
 * What a receiver says he holds, verified.
 *
 * @param text of {@link ChunkRanges}
 */
@Embeddable
public record Received(
    @Column(name = "received", nullable = false, columnDefinition = "text") String text,
    @Column(name = "received_chunks", nullable = false) int chunks,
    @Column(name = "received_bytes", nullable = false) long bytes) {
  public static final Received NOTHING = new Received("", 0, 0);
}
