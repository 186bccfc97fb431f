package org.holdline.admin.control;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.util.List;
import org.holdline.audit.control.AuditAction;
import org.holdline.audit.control.AuditEvent;
import org.holdline.audit.control.AuditTrail;
import org.holdline.identity.entity.UserId;
import org.holdline.message.control.LeaveReason;
import org.holdline.message.control.ParticipantView;
import org.holdline.platform.control.Timestamps;
import org.holdline.room.control.LiveRooms;
import org.holdline.room.entity.RoomId;
import org.holdline.session.control.Sessions;

/** Shows and ends sessions. */
@Dependent
public class SessionsDesk implements SessionsMXBean {
  private final Sessions sessions;
  private final LiveRooms live;
  private final AuditTrail audit;

  @Inject
  public SessionsDesk(Sessions sessions, LiveRooms live, AuditTrail audit) {
    this.sessions = sessions;
    this.live = live;
    this.audit = audit;
  }

  @Override
  public List<SessionLine> list(String room) {
    return Plainly.say(() ->
        sessions.snapshot(RoomId.of(room)).stream()
            .flatMap(found -> found.sessions().stream())
            .map(SessionsDesk::line)
            .toList());
  }

  private static SessionLine line(ParticipantView session) {
    return new SessionLine(
        session.sessionId(),
        session.userId().value(),
        session.username(),
        session.role().wireName(),
        Timestamps.text(session.joinedAt()),
        session.connectionState().wireName(),
        session.connectionQuality().wireName());
  }

  @Override
  public boolean disconnect(String room, String user) {
    return Plainly.say(() -> {
      var id = RoomId.of(room);
      var target = new UserId(user);
      boolean wasThere = sessions.snapshot(id).filter(found -> found.hasUser(target)).isPresent();
      if (wasThere) {
        live.end(id, target, LeaveReason.KICKED);
        audit.record(new AuditEvent(id, null, AuditAction.PARTICIPANT_KICKED, target, null, null));
      }
      return wasThere;
    });
  }

  @Override
  public int sweep(String room) {
    return Plainly.say(() -> sessions.sweep(RoomId.of(room)));
  }
}
