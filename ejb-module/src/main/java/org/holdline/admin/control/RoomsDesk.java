package org.holdline.admin.control;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.util.List;
import org.holdline.audit.control.AuditAction;
import org.holdline.audit.control.AuditEvent;
import org.holdline.audit.control.AuditTrail;
import org.holdline.message.control.LeaveReason;
import org.holdline.room.control.LiveRooms;
import org.holdline.room.entity.RoomId;
import org.holdline.session.control.RoomCensus;
import org.holdline.session.control.RoomCensus.RoomSize;
import org.holdline.session.control.RoomSnapshot;
import org.holdline.session.control.Sessions;

/** Counts the rooms and ends meetings. */
@Dependent
public class RoomsDesk implements RoomsMXBean {
  private static final int LARGEST = 20;

  private final RoomCensus census;
  private final Sessions sessions;
  private final LiveRooms live;
  private final AuditTrail audit;

  @Inject
  public RoomsDesk(RoomCensus census, Sessions sessions, LiveRooms live, AuditTrail audit) {
    this.census = census;
    this.sessions = sessions;
    this.live = live;
    this.audit = audit;
  }

  @Override
  public int getActiveRooms() {
    return Plainly.say(() -> census.take().size());
  }

  @Override
  public int getParticipants() {
    return Plainly.say(() -> census.take().stream().mapToInt(RoomSize::participants).sum());
  }

  @Override
  public List<RoomLine> getLargest() {
    return Plainly.say(() ->
        census.take().stream()
            .limit(LARGEST)
            .map(each -> new RoomLine(each.room().value(), each.participants()))
            .toList());
  }

  @Override
  public int endMeeting(String room) {
    return Plainly.say(() -> {
      var id = RoomId.of(room);
      int present = sessions.snapshot(id).map(RoomSnapshot::participantCount).orElse(0);
      live.end(id, LeaveReason.ROOM_CLOSED);
      audit.record(new AuditEvent(id, null, AuditAction.MEETING_ENDED, null, null, null));
      return present;
    });
  }
}
