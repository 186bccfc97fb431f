package org.holdline.message.control;

import java.time.Instant;
import org.holdline.identity.entity.UserId;
import org.jspecify.annotations.Nullable;

/** Something that happened about breakout rooms. */
public sealed interface BreakoutNotice extends Notice {
  /** There is one more. */
  record Created(Breakout config, UserId createdBy, Instant timestamp) implements BreakoutNotice {
    @Override
    public MessageType type() {
      return MessageType.BREAKOUT_ROOM_CREATE;
    }

    @Override
    public void write(FieldWriter out) {
      out.object("config", config::write)
          .text("created_by", createdBy.value())
          .time("timestamp", timestamp);
    }
  }

  /**
   * Somebody belongs there now; only he hears it.
   *
   * @param breakout null: in the main room again
   */
  record Assigned(UserId user, @Nullable Breakout breakout, UserId assignedBy, Instant timestamp)
      implements BreakoutNotice {
    @Override
    public MessageType type() {
      return MessageType.BREAKOUT_ROOM_ASSIGN;
    }

    @Override
    public void write(FieldWriter out) {
      out.text("user_id", user.value());
      if (breakout != null) {
        out.text("breakout_room_id", breakout.id())
            .text("room_id", breakout.room())
            .text("name", breakout.name());
      }
      out.text("assigned_by", assignedBy.value()).time("timestamp", timestamp);
    }
  }

  /**
   * Nobody comes in any more.
   *
   * @param closedBy null when its time was up
   */
  record Closed(String id, @Nullable UserId closedBy, Instant timestamp) implements BreakoutNotice {
    @Override
    public MessageType type() {
      return MessageType.BREAKOUT_ROOM_CLOSE;
    }

    @Override
    public void write(FieldWriter out) {
      out.text("breakout_room_id", id)
          .text("closed_by", closedBy == null ? null : closedBy.value())
          .time("timestamp", timestamp);
    }
  }

  /** Said from the main room to all its breakout rooms. */
  record Message(String content, UserId user, String username, Instant timestamp)
      implements BreakoutNotice {
    @Override
    public MessageType type() {
      return MessageType.BREAKOUT_ROOM_MESSAGE;
    }

    @Override
    public void write(FieldWriter out) {
      out.text("user_id", user.value())
          .text("username", username)
          .text("content", content)
          .time("timestamp", timestamp);
    }

    @Override
    public String toString() {
      return "Message[" + content.length() + " characters]";
    }
  }
}
