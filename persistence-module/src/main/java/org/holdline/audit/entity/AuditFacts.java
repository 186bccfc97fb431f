package org.holdline.audit.entity;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What was decided, in the order of the table.
 *
 * @param actorId who decided; null for the server itself
 * @param targetId about whom; null when it is about the room
 * @param before how it was; null when there is nothing to say
 * @param after how it is since then
 */
@Embeddable
public record AuditFacts(
    @Column(name = "room_id", nullable = false) String roomId,
    @Column(name = "actor_id") @Nullable String actorId,
    @Column(nullable = false) String action,
    @Column(name = "target_id") @Nullable String targetId,
    @Column(name = "before_change", columnDefinition = "text") @Nullable String before,
    @Column(name = "after_change", columnDefinition = "text") @Nullable String after,
    @Column(name = "happened_at", nullable = false) Instant at) {}
