package org.holdline.replay.control;

import org.holdline.room.entity.SessionId;
import org.jspecify.annotations.Nullable;

/**
 * A client's message on its way into the log.
 *
 * @param generation of the connection that brings it; an older one is refused
 * @param clientId names the counter that {@code id} comes from
 * @param id the client's id of the message; with it, sending again is safe
 * @param statePatch fields of the sender's participant entry that this message changes, as a JSON
 *     object, applied in the same step
 */
public record Draft(
    SessionId session,
    long generation,
    String clientId,
    @Nullable String id,
    Entry entry,
    @Nullable String statePatch) {

  /** What will be stored. */
  public record Entry(Routing routing, String body) {}
}
