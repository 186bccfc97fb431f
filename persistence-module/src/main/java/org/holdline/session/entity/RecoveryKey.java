package org.holdline.session.entity;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;

/**
 * Which resume of which session.
 *
 * @param generation of the connection that resumed it
 */
@Embeddable
public record RecoveryKey(
    @Column(name = "session_id", nullable = false) String sessionId,
    @Column(nullable = false) long generation) {}
