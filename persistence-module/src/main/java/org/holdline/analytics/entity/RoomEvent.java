package org.holdline.analytics.entity;

import java.time.Instant;
import org.holdline.identity.entity.UserId;
import org.holdline.room.entity.RoomId;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened in a room, to be remembered.
 *
 * @param id its own in the room; noted again under the same id it is the same
 * @param type the wire name of the message that told of it, or a name like it
 * @param sequence its number in the log, which orders what happened at the same moment; else 0
 * @param user whom it concerns: who said it, came, left
 */
public record RoomEvent(
    RoomId room,
    String id,
    String type,
    Instant at,
    @Nullable String epoch,
    long sequence,
    @Nullable UserId user,
    Facts facts) {

  /** What is known of it beside that. */
  public sealed interface Facts {
    /** Whose it is, if it is a session's. */
    @Nullable String session();

    /** What else there is to say of it. */
    @Nullable String detail();

    /** A participant said something of this type. */
    record Said(@Nullable String session, @Nullable String detail) implements Facts {}

    /** The server told the room something. */
    record Told(@Nullable String detail) implements Facts {
      @Override
      public @Nullable String session() {
        return null;
      }
    }

    /** A session has this state since then: {@code active}, {@code suspended}, {@code left}. */
    record Entry(
        String session, String state, boolean speaking, boolean screenSharing, boolean handRaised)
        implements Facts {
      @Override
      public @Nullable String detail() {
        return null;
      }
    }

    /**
     * A session was resumed.
     *
     * @param tookMillis null when the connection ended before all was handed over
     */
    record Resumed(String session, long awayMillis, @Nullable Long tookMillis, String outcome)
        implements Facts {
      @Override
      public String detail() {
        return outcome;
      }
    }
  }
}
