package org.holdline.transfer.entity;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import org.jspecify.annotations.Nullable;

/**
 * What a sender says of what he offers.
 *
 * @param filename of the one file, or what several are called together
 * @param chunkBytes of each chunk but a file's last, where they are cut by size
 * @param sha256 of the one file; null when he has not said it, or there are several
 * @param message to the receiver
 */
@Embeddable
public record ContentFacts(
    @Column(nullable = false, updatable = false) String filename,
    @Column(name = "mime_type", nullable = false, updatable = false) String mimeType,
    @Column(name = "total_bytes", nullable = false, updatable = false) long totalBytes,
    @Column(name = "file_count", nullable = false, updatable = false) int fileCount,
    @Column(nullable = false, updatable = false) @Enumerated(EnumType.STRING) Chunking chunking,
    @Column(name = "chunk_bytes", nullable = false, updatable = false) int chunkBytes,
    @Column(updatable = false) @Nullable String sha256,
    @Column(updatable = false) @Nullable String message) {}
