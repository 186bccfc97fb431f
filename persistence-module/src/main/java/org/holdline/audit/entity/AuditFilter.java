package org.holdline.audit.entity;

import java.time.Instant;
import org.holdline.identity.entity.UserId;
import org.holdline.room.entity.RoomId;
import org.jspecify.annotations.Nullable;

/**
 * Which decisions somebody looks for; what is null does not matter.
 *
 * @param user who decided or about whom it was decided
 * @param from inclusive
 * @param to exclusive
 */
public record AuditFilter(
    @Nullable RoomId room,
    @Nullable UserId user,
    @Nullable String action,
    @Nullable Instant from,
    @Nullable Instant to) {}
