package org.holdline.session.entity;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What was asked for and what was given, in the order of the table.
 *
 * @param cause how the connection before had ended
 * @param awayMillis since then
 * @param askedEpoch null when the client did not say one
 * @param askedSequence where the client said it stood, otherwise its cursor
 * @param epoch of what was replayed: the messages of ({@code fromSequence}, {@code toSequence}]
 * @param replayed how many of them were meant for the session
 * @param outcome {@code complete}, or why something is missing
 * @param missingFrom the first that is missing; null when none is or the positions cannot be
 *     compared
 * @param tookMillis from the join until all was handed to the new connection; null when that ended
 *     before
 * @param node that resumed it
 */
@Embeddable
public record RecoveryFacts(
    @Column(name = "room_id", nullable = false) String roomId,
    @Column(name = "user_id", nullable = false) String userId,
    @Column(nullable = false) String cause,
    @Column(name = "away_ms", nullable = false) long awayMillis,
    @Column(name = "asked_epoch") @Nullable String askedEpoch,
    @Column(name = "asked_sequence", nullable = false) long askedSequence,
    @Column(nullable = false) String epoch,
    @Column(name = "from_sequence", nullable = false) long fromSequence,
    @Column(name = "to_sequence", nullable = false) long toSequence,
    @Column(nullable = false) int replayed,
    @Column(nullable = false) String outcome,
    @Column(name = "missing_from") @Nullable Long missingFrom,
    @Column(name = "missing_to") @Nullable Long missingTo,
    @Column(name = "took_ms") @Nullable Long tookMillis,
    @Column(nullable = false) String node,
    @Column(name = "resumed_at", nullable = false) Instant resumedAt) {
  public static final String COMPLETE = "complete";
}
