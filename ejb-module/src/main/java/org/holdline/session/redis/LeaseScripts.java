package org.holdline.session.redis;

import jakarta.json.Json;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.holdline.platform.redis.Script;
import org.holdline.room.entity.RoomId;
import org.holdline.session.control.Attachment;
import org.holdline.session.control.SessionSettings;
import org.holdline.session.control.Sessions.Hold;

/** Keeps true who is there: renews the leases of the living, ends those of the dead. */
final class LeaseScripts {
  private static final Script RENEW =
      SessionScript.of(
          """
          local lost = {}
          for i, hold in ipairs(a.holds) do
            local state = k.state .. hold.user
            local record = load(hold.user, hold.session)
            if not record or not holds(state, hold.session, hold.generation) then
              lost[#lost + 1] = i - 1
            else
              redis.call('HSET', state, hold.session .. '|l', at + a.lease)
              redis.call('PEXPIRE', state, s.life)
              if hold.cursor ~= '' then redis.call('HSET', state, hold.session .. '|c', hold.cursor) end
              -- Swept while this node could not reach Redis, but its connection has not parted.
              if record.connection_state == 'suspended' and not record.parted then
                record.connection_state, record.suspended_ms, record.ended = 'active', nil, nil
                save(record)
                tell('participant-update', {participant = view(record)})
              end
            end
          end
          keep_alive(k, s)
          redis.call('PEXPIRE', k.participants, s.life)
          redis.call('PEXPIRE', k.roles, s.life)
          return lost
          """);

  private static final Script SWEEP =
      SessionScript.of(
          """
          local changed, over = 0, {}
          for _, record in ipairs(everybody()) do
            local lease = tonumber(redis.call('HGET', k.state .. record.user_id, record.session_id .. '|l') or 0)
            if record.connection_state == 'active' and lease < at then
              suspend(record, 'node-lost')
              changed = changed + 1
            elseif record.connection_state == 'suspended' and record.suspended_ms + a.grace <= at then
              over[#over + 1] = record
            end
          end
          -- The host goes last, so that nobody is made host who goes as well.
          local host = redis.call('HGET', k.roles, '@host')
          for _, is_host in ipairs({false, true}) do
            for _, record in ipairs(over) do
              if (record.user_id == host) == is_host then remove(record, 'expired') end
            end
          end
          changed = changed + #over
          return {changed, redis.call('HLEN', k.participants)}
          """);

  private final SessionScript runner;
  private final SessionSettings settings;

  LeaseScripts(SessionScript runner, SessionSettings settings) {
    this.runner = runner;
    this.settings = settings;
  }

  /** What a sweep did and left. */
  record Swept(int changed, int left) {}

  List<Attachment> renew(RoomId room, Collection<Hold> holds) {
    var all = List.copyOf(holds);
    var list = Json.createArrayBuilder();
    for (var hold : all) {
      var key = hold.attachment().key();
      list.add(
          Json.createObjectBuilder()
              .add("user", key.user().value())
              .add("session", key.session().value())
              .add("generation", Long.toString(hold.attachment().generation()))
              .add("cursor", hold.cursor() == null ? "" : Answers.text(hold.cursor())));
    }
    var arguments =
        Json.createObjectBuilder().add("lease", settings.lease().toMillis()).add("holds", list);
    var lost = new ArrayList<Attachment>();
    for (var index : (List<?>) runner.run(RENEW, room, arguments)) {
      lost.add(all.get(Integer.parseInt(String.valueOf(index))).attachment());
    }
    return lost;
  }

  Swept sweep(RoomId room) {
    var arguments = Json.createObjectBuilder().add("grace", settings.grace().toMillis());
    var answer = (List<?>) runner.run(SWEEP, room, arguments);
    return new Swept(number(answer, 0), number(answer, 1));
  }

  private static int number(List<?> answer, int index) {
    return Integer.parseInt(String.valueOf(answer.get(index)));
  }
}
