package org.holdline.session.control;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.holdline.identity.entity.UserId;
import org.holdline.message.control.Role;
import org.holdline.platform.control.Meters;
import org.holdline.platform.control.Metric;
import org.holdline.replay.control.LogPosition;
import org.holdline.room.control.RulesVersion;
import org.holdline.room.entity.RoomId;
import org.jspecify.annotations.Nullable;

/**
 * Counts what becomes of the sessions that this node has to do with, but for those of nodes' own.
 * Thread-safe.
 */
public final class CountedSessions implements Sessions {
  private final Sessions sessions;
  private final Meters meters;

  public CountedSessions(Sessions sessions, Meters meters) {
    this.sessions = sessions;
    this.meters = meters;
  }

  @Override
  public Admission admit(Arrival arrival) {
    var admission = sessions.admit(arrival);
    count(arrival.room(), admission);
    return admission;
  }

  private void count(RoomId room, Admission admission) {
    switch (admission) {
      case Admission.Admitted in when in.resumption() != null ->
          count(room, Metric.SESSIONS, "resumed");
      case Admission.Admitted in -> begun(room, in);
      case Admission.StaleToken stale -> refused(room, "stale");
      case Admission.Overtaken overtaken -> refused(room, "overtaken");
      case Admission.StrangersToken stolen -> refused(room, "stranger");
      case Admission.Barred barred -> refused(room, "barred");
      case Admission.Refused refused -> refused(room, "door");
      case Admission.Waiting waiting -> {}
      case Admission.Full full -> refused(room, "full");
    }
  }

  private void begun(RoomId room, Admission.Admitted in) {
    count(room, Metric.SESSIONS, "begun");
    if (in.snapshot().sessions().size() == 1) {
      count(room, Metric.ROOMS_BEGUN);
    }
  }

  private void refused(RoomId room, String reason) {
    count(room, Metric.ADMISSIONS_REFUSED, reason);
  }

  private void count(RoomId room, Metric metric, String... what) {
    if (!room.isOfNode()) {
      meters.count(metric, what);
    }
  }

  @Override
  public void confirm(Attachment attachment) {
    sessions.confirm(attachment);
  }

  @Override
  public void regroup(Attachment attachment, Role role) {
    sessions.regroup(attachment, role);
  }

  @Override
  public boolean suspend(Attachment attachment, @Nullable LogPosition cursor, ConnectionEnd how) {
    boolean suspended = sessions.suspend(attachment, cursor, how);
    if (suspended) {
      count(attachment.key().room(), Metric.SESSIONS, "suspended");
    }
    return suspended;
  }

  @Override
  public boolean leave(Attachment attachment) {
    boolean left = sessions.leave(attachment);
    if (left) {
      count(attachment.key().room(), Metric.SESSIONS, "left");
    }
    return left;
  }

  @Override
  public boolean vouch() {
    return sessions.vouch();
  }

  @Override
  public Map<RoomId, Renewed> renew(Map<RoomId, List<Hold>> held) {
    return sessions.renew(held);
  }

  @Override
  public Map<RoomId, Renewed> check(Map<RoomId, List<Hold>> held) {
    return sessions.check(held);
  }

  @Override
  public void release(Predicate<RoomId> empty) {
    sessions.release(empty);
  }

  @Override
  public void settle() {
    sessions.settle();
  }

  @Override
  public int sweep(RoomId room) {
    int swept = sessions.sweep(room);
    meters.add(Metric.SESSIONS, swept, "swept");
    return swept;
  }

  @Override
  public Map<RoomId, Integer> sweepDue(int roomsMax) {
    var swept = sessions.sweepDue(roomsMax);
    int all = swept.values().stream().mapToInt(Integer::intValue).sum();
    meters.add(Metric.SESSIONS, all, "swept");
    return swept;
  }

  @Override
  public void update(SessionKey session, String patch, RulesVersion judgedBy) {
    sessions.update(session, patch, judgedBy);
  }

  @Override
  public Optional<RoomSnapshot> snapshot(RoomId room) {
    return sessions.snapshot(room);
  }

  @Override
  public Optional<Standing> standing(RoomId room, UserId user) {
    return sessions.standing(room, user);
  }
}
