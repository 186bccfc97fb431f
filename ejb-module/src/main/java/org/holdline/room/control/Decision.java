package org.holdline.room.control;

import java.util.List;
import java.util.stream.Stream;
import org.holdline.message.control.Notice;

/** What the rules are from now on, and what is told of it. */
public record Decision(RoomRules rules, List<Announcement> announcements) {
  public Decision {
    announcements = List.copyOf(announcements);
  }

  /** The whole room is told. */
  public static Decision of(RoomRules rules, Notice... told) {
    return new Decision(rules, Stream.of(told).map(Announcement::toAll).toList());
  }

  /** It is so already. */
  public static Decision unchanged(RoomNow now) {
    return new Decision(now.rules(), List.of());
  }

  /** Whether everything stays as it is. */
  public boolean isNothing(RoomNow before) {
    return announcements.isEmpty() && rules.equals(before.rules());
  }
}
