package org.holdline.message.control;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something said in passing, as others hear it; neither logged nor replayed.
 *
 * @param author null when the server itself says it
 */
public record Passed(Passing said, Notice.@Nullable Author author, Instant timestamp)
    implements ServerPayload {
  @Override
  public MessageType type() {
    return said.type();
  }

  @Override
  public void write(FieldWriter out) {
    if (author != null) {
      out.text("user_id", author.id().value())
          .text("username", author.name())
          .text("session_id", author.sessionId());
    }
    said.write(out);
    out.time("timestamp", timestamp);
  }
}
