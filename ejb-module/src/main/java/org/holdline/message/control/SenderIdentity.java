package org.holdline.message.control;

import org.holdline.identity.entity.UserId;
import org.jspecify.annotations.Nullable;

/**
 * Who speaks, as the server knows him; no client says it of himself.
 *
 * @param sessionId null before the join
 */
public record SenderIdentity(
    String roomId, UserId userId, @Nullable String sessionId, String name) {}
