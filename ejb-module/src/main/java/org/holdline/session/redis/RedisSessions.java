package org.holdline.session.redis;

import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.holdline.identity.entity.UserId;
import org.holdline.message.control.Role;
import org.holdline.platform.redis.Redis;
import org.holdline.replay.control.LogPosition;
import org.holdline.replay.control.ReplaySettings;
import org.holdline.room.entity.RoomId;
import org.holdline.session.control.Admission;
import org.holdline.session.control.Arrival;
import org.holdline.session.control.Attachment;
import org.holdline.session.control.ConnectionEnd;
import org.holdline.session.control.RoomSnapshot;
import org.holdline.session.control.SessionKey;
import org.holdline.session.control.SessionSettings;
import org.holdline.session.control.Sessions;
import org.jspecify.annotations.Nullable;

/**
 * Sessions as Redis hashes. The set of rooms that have sessions ({@code webrtc:rooms}) lies in
 * another cluster slot than the rooms themselves: it is written before a room, again at each
 * renewal, and may name a room that has become empty.
 */
public final class RedisSessions implements Sessions {
  private static final String ROOMS = "webrtc:rooms";

  private final Redis redis;
  private final AdmitScript admit;
  private final EndScripts ends;
  private final LeaseScripts leases;
  private final StateScripts state;

  public RedisSessions(Redis redis, Clock clock, ReplaySettings replay, SessionSettings settings) {
    this.redis = redis;
    var runner = new SessionScript(redis, clock, replay, settings);
    admit = new AdmitScript(runner, settings);
    ends = new EndScripts(runner);
    leases = new LeaseScripts(runner, settings);
    state = new StateScripts(runner, settings);
  }

  @Override
  public Admission admit(Arrival arrival) {
    list(arrival.room());
    return admit.execute(arrival);
  }

  @Override
  public void confirm(Attachment attachment) {
    ends.confirm(attachment);
  }

  @Override
  public boolean suspend(Attachment attachment, @Nullable LogPosition cursor, ConnectionEnd how) {
    return ends.suspend(attachment, cursor, how);
  }

  @Override
  public void regroup(Attachment attachment, Role role) {
    ends.regroup(attachment, role);
  }

  @Override
  public boolean leave(Attachment attachment) {
    return ends.leave(attachment);
  }

  @Override
  public List<Attachment> renew(RoomId room, Collection<Hold> holds) {
    list(room);
    return leases.renew(room, holds);
  }

  @Override
  public int sweep(RoomId room) {
    var swept = leases.sweep(room);
    if (swept.left() == 0) {
      redis.call(ROOMS, client -> client.srem(ROOMS, room.value()));
    }
    return swept.changed();
  }

  @Override
  public List<RoomId> rooms() {
    return redis.call(ROOMS, client -> client.smembers(ROOMS)).stream().map(RoomId::new).toList();
  }

  private void list(RoomId room) {
    redis.call(ROOMS, client -> client.sadd(ROOMS, room.value()));
  }

  @Override
  public void update(SessionKey session, String patch) {
    state.update(session, patch);
  }

  @Override
  public Optional<RoomSnapshot> snapshot(RoomId room) {
    return state.snapshot(room);
  }

  @Override
  public Optional<Standing> standing(RoomId room, UserId user) {
    return state.standing(room, user);
  }
}
