package org.holdline.recording.entity;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A file of a recording.
 *
 * @param number in the recording, from 1
 * @param length null for what has none
 * @param streams codecs and size, as probed; null for what is no media
 */
public record RecordedFile(
    int number,
    String name,
    FileKind kind,
    String mediaType,
    long bytes,
    String sha256,
    @Nullable Duration length,
    @Nullable String streams) {}
