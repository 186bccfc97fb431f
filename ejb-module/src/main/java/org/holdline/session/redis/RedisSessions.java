package org.holdline.session.redis;

import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.holdline.identity.entity.UserId;
import org.holdline.message.control.Role;
import org.holdline.platform.redis.Redis;
import org.holdline.problem.entity.UnavailableException;
import org.holdline.replay.control.LogPosition;
import org.holdline.replay.control.ReplaySettings;
import org.holdline.room.control.RulesVersion;
import org.holdline.room.control.Verdict;
import org.holdline.room.entity.RoomId;
import org.holdline.session.control.Admission;
import org.holdline.session.control.Arrival;
import org.holdline.session.control.Attachment;
import org.holdline.session.control.ConnectionEnd;
import org.holdline.session.control.DoorJudge;
import org.holdline.session.control.RoomSnapshot;
import org.holdline.session.control.SessionKey;
import org.holdline.session.control.SessionSettings;
import org.holdline.session.control.Sessions;
import org.jspecify.annotations.Nullable;

/**
 * Sessions as Redis hashes. What has to be known of all rooms lies in another cluster slot than the
 * rooms themselves ({@link RoomIndex}) and is always written first. Steps that Redis does not
 * answer are done again until it does.
 */
public final class RedisSessions implements Sessions {
  /** A node that takes rooms to sweep and then says nothing is dead after so long. */
  private static final Duration SWEEP_PATIENCE = Duration.ofSeconds(10);

  /** Each judgement but the first follows a change of what was judged by. */
  private static final int JUDGEMENTS_MAX = 10;

  private final SessionSettings settings;
  private final DoorJudge judge;
  private final RoomIndex index;
  private final NodeLease lease;
  private final Unanswered unanswered = new Unanswered();
  private final AdmitScript admit;
  private final EndScripts ends;
  private final LeaseScripts leases;
  private final StateScripts state;

  public RedisSessions(
      Redis redis, Clock clock, ReplaySettings replay, SessionSettings settings, DoorJudge judge) {
    this.settings = settings;
    this.judge = judge;
    index = new RoomIndex(redis);
    lease = new NodeLease(index, settings.lease());
    var runner = new SessionScript(redis, clock, replay, settings);
    admit = new AdmitScript(runner, settings);
    ends = new EndScripts(runner);
    leases = new LeaseScripts(runner, settings);
    state = new StateScripts(runner);
  }

  @Override
  public Admission admit(Arrival arrival) {
    var room = arrival.room();
    try {
      var held = lease.enter(room);
      var admission = admit(arrival, held);
      if (admission instanceof Admission.Admitted in && !held.lease().equals(lease.name())) {
        leases.renew(Map.of(room, List.of(new Hold(in.attachment(), null))), lease.name());
      }
      return admission;
    } finally {
      lease.entered(room);
    }
  }

  private Admission admit(Arrival arrival, NodeLease.Held held) {
    AdmitScript.Pass pass = null;
    for (int i = 0; i < JUDGEMENTS_MAX; i++) {
      switch (attempt(arrival, pass, held)) {
        case AdmitScript.Outcome.Decided(var admission) -> {
          return admission;
        }
        case AdmitScript.Outcome.Knocked(var mark, var now) -> {
          switch (judge.judge(arrival, now)) {
            case Verdict.Enter in -> pass = new AdmitScript.Pass(mark, in);
            case Verdict.Wait wait -> {
              return new Admission.Waiting(wait.reason(), mark);
            }
            case Verdict.Refuse out -> {
              return new Admission.Refused(out.cause(), out.answer());
            }
          }
        }
      }
    }
    throw new UnavailableException("service_unavailable", "Too much changes at this door");
  }

  private AdmitScript.Outcome attempt(
      Arrival arrival, AdmitScript.@Nullable Pass pass, NodeLease.Held held) {
    var fresh = ResumeToken.fresh();
    var room = arrival.room();
    var user = arrival.user();
    try {
      return admit.execute(arrival, pass, fresh, held, unanswered.admissions(room, user));
    } catch (UnavailableException e) {
      unanswered.addAdmission(room, user, fresh.hash(), () -> undo(room, user, fresh.hash()));
      throw e;
    }
  }

  private boolean undo(RoomId room, UserId user, String token) {
    index.due(room, settings.grace());
    return ends.undo(room, user, token);
  }

  @Override
  public void confirm(Attachment attachment) {
    ends.confirm(attachment);
  }

  @Override
  public boolean suspend(Attachment attachment, @Nullable LogPosition cursor, ConnectionEnd how) {
    return unanswered.guard(() -> {
      index.due(attachment.key().room(), settings.grace());
      return ends.suspend(attachment, cursor, how);
    });
  }

  @Override
  public void regroup(Attachment attachment, Role role) {
    ends.regroup(attachment, role);
  }

  @Override
  public boolean leave(Attachment attachment) {
    return unanswered.guard(() -> ends.leave(attachment));
  }

  @Override
  public boolean vouch() {
    return lease.vouch();
  }

  @Override
  public Map<RoomId, Renewed> renew(Map<RoomId, List<Hold>> held) {
    if (held.isEmpty()) {
      return Map.of();
    }
    var under = lease.hold(held.keySet());
    var renewed = new LinkedHashMap<RoomId, Renewed>();
    leases
        .renew(held, under.lease())
        .forEach((room, found) -> {
          renewed.put(room, found.renewed());
          if (found.orphans() > 0) {
            index.due(room, settings.grace());
          }
        });
    return renewed;
  }

  @Override
  public Map<RoomId, Renewed> check(Map<RoomId, List<Hold>> held) {
    return leases.check(held);
  }

  @Override
  public void release(Predicate<RoomId> empty) {
    var idle = lease.idle(empty);
    renew(idle.stream().collect(Collectors.toMap(room -> room, room -> List.of())))
        .keySet()
        .forEach(lease::release);
  }

  @Override
  public void settle() {
    unanswered.settle();
  }

  @Override
  public int sweep(RoomId room) {
    var swept = leases.sweep(List.of(room), index.live()).get(room);
    if (swept == null) {
      return 0;
    }
    if (swept.nextMillis() >= 0) {
      index.due(room, Duration.ofMillis(swept.nextMillis()));
    }
    return swept.changed();
  }

  @Override
  public Map<RoomId, Integer> sweepDue(int roomsMax) {
    var turn = index.take(roomsMax, SWEEP_PATIENCE);
    var swept = leases.sweep(turn.rooms(), turn.live());
    var next = new HashMap<RoomId, Long>();
    var changed = new HashMap<RoomId, Integer>();
    swept.forEach((room, what) -> {
      next.put(room, what.nextMillis());
      changed.put(room, what.changed());
    });
    if (!next.isEmpty()) {
      index.done(turn, next);
    }
    return changed;
  }

  @Override
  public void update(SessionKey session, String patch, RulesVersion judgedBy) {
    state.update(session, patch, judgedBy);
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
