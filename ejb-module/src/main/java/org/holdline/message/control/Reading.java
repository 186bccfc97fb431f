package org.holdline.message.control;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What became of one envelope of a frame. */
public sealed interface Reading {
  record Accepted(ClientMessage message) implements Reading {}

  /**
   * It changes nothing; the sender is told.
   *
   * @param id of the message, if it had one
   */
  record Refused(@Nullable String id, String code, String message, Map<String, Object> details)
      implements Reading {
    public Refused {
      details = Map.copyOf(details);
    }

    public ServerPayload.Problem problem() {
      return new ServerPayload.Problem(code, message, id, null, details);
    }
  }
}
