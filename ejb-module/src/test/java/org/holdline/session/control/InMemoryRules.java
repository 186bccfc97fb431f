package org.holdline.session.control;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.holdline.identity.entity.UserId;
import org.holdline.replay.control.Appended;
import org.holdline.replay.control.Epoch;
import org.holdline.replay.control.LogPosition;
import org.holdline.room.control.Attendee;
import org.holdline.room.control.RoomNow;
import org.holdline.room.control.RoomRules;
import org.holdline.room.control.RulesChange;
import org.holdline.room.control.RulesVersion;
import org.holdline.room.entity.RoomId;

/** The rules of one room, in memory, with people who are always there. */
public final class InMemoryRules implements RulesStore {
  private final List<Attendee> attendees;
  private final List<String> asked = new ArrayList<>();
  private RoomRules rules = RoomRules.initial();
  private int version;

  public InMemoryRules(String... users) {
    attendees = Stream.of(users).map(user -> new Attendee(new UserId(user), user, true)).toList();
  }

  /** The ids of the messages that asked for changes. */
  public List<String> asked() {
    return List.copyOf(asked);
  }

  /** As if somebody had decided so. */
  public synchronized void put(RoomRules decided) {
    rules = decided;
    version++;
  }

  @Override
  public synchronized RoomNow read(RoomId room) {
    return new RoomNow(new RulesVersion("life:" + version), rules, attendees);
  }

  @Override
  public boolean isCurrent(RoomId room, RulesVersion seen) {
    return read(room).version().equals(seen);
  }

  @Override
  public synchronized Changed change(RoomId room, RulesChange change) {
    var before = read(room);
    var decision = change.decide(before);
    if (!decision.isNothing(before)) {
      put(decision.rules());
    }
    return new Changed(before, read(room));
  }

  @Override
  public synchronized Appended change(Asked by, RulesChange change) {
    asked.add(String.valueOf(by.id()));
    change(by.by().key().room(), change);
    return new Appended(new LogPosition(new Epoch("e1"), version), false);
  }
}
