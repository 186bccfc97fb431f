package org.holdline.transfer.entity;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;

/** How far a manifest goes. */
@Embeddable
public record Listed(
    @Column(name = "listed_files", nullable = false) int files,
    @Column(name = "listed_chunks", nullable = false) int chunks,
    @Column(name = "listed_bytes", nullable = false) long bytes,
    @Column(name = "manifest_complete", nullable = false) boolean complete) {
  public static final Listed NOTHING = new Listed(0, 0, 0, false);
}
