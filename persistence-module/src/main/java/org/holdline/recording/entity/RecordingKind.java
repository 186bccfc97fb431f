package org.holdline.recording.entity;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;

/** In which form a recording is made. */
@Embeddable
public record RecordingKind(
    @Column(nullable = false, updatable = false) @Enumerated(EnumType.STRING) Format format,
    @Column(nullable = false, updatable = false) @Enumerated(EnumType.STRING) Quality quality,
    @Column(nullable = false, updatable = false) @Enumerated(EnumType.STRING) Layout layout) {}
