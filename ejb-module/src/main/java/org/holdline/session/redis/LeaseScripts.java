package org.holdline.session.redis;

import jakarta.json.JsonObjectBuilder;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.holdline.platform.redis.Script;
import org.holdline.room.entity.RoomId;
import org.holdline.session.control.Attachment;
import org.holdline.session.control.SessionSettings;
import org.holdline.session.control.Sessions.Hold;
import org.holdline.session.control.Sessions.Renewed;
import org.holdline.text.Json;

/** Keeps true who is there: takes the living under their node's lease, ends the dead. */
final class LeaseScripts {
  private static final Script RENEW =
      SessionScript.of(
          """
          local lost, mine, orphans = {}, {}, 0
          for i, hold in ipairs(a.holds) do
            local state = k.state .. hold.user
            local record = load(hold.user, hold.session)
            if not record or not holds(state, hold.session, hold.generation) then
              lost[#lost + 1] = i - 1
            else
              mine[hold.session] = true
              vouch(hold.user, hold.session)
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
          -- Whoever is said to be held here and is not, and is not just coming in.
          for _, record in ipairs(everybody()) do
            local lease, since = vouched(record)
            if record.connection_state == 'active' and not mine[record.session_id] and lease == a.lease
                and since + a.lease_length < at then
              suspend(record, 'unknown')
              orphans = orphans + 1
            end
          end
          keep_alive(k, s)
          redis.call('PEXPIRE', k.participants, s.life)
          redis.call('PEXPIRE', k.roles, s.life)
          redis.call('PEXPIRE', k.rules, s.life)
          remember_bans()
          local top = redis.call('HMGET', k.meta, 'epoch', 'sequence')
          return {lost, orphans, top[1] and (top[1] .. ' ' .. top[2]) or ''}
          """);

  /** Only reads, so it needs none of the others' prelude: it runs for every idle room. */
  private static final Script CHECK =
      Script.of(
          """
          local lost = {}
          for i = 1, #ARGV, 3 do
            local known = tonumber(redis.call('HGET', KEYS[2] .. ARGV[i], ARGV[i + 1] .. '|g') or nil)
            if not known or known > tonumber(ARGV[i + 2]) then
              lost[#lost + 1] = (i - 1) / 3
            end
          end
          local top = redis.call('HMGET', KEYS[1], 'epoch', 'sequence')
          return {lost, 0, top[1] and (top[1] .. ' ' .. top[2]) or ''}
          """);

  private static final Script SWEEP =
      SessionScript.of(
          WaitingLua.LUA
              + """
              local live, over, changed, next_look = {}, {}, 0, -1
              for _, lease in ipairs(a.live) do live[lease] = true end
              local function look_again(after)
                if next_look < 0 or after < next_look then next_look = after end
              end
              for _, record in ipairs(everybody()) do
                if record.connection_state == 'suspended' then
                  local left = record.suspended_ms + a.grace - at
                  if left <= 0 then over[#over + 1] = record else look_again(left) end
                else
                  -- A lease may have begun after the live ones were listed: what is young is looked at again.
                  local lease, since = vouched(record)
                  local left = since + a.lease_length - at
                  if not live[lease] and left < 0 then
                    suspend(record, 'node-lost')
                    changed = changed + 1
                    look_again(a.grace)
                  elseif not live[lease] then
                    look_again(left + 1)
                  end
                end
              end
              -- The host goes last, so that nobody is made host who goes as well.
              local host = redis.call('HGET', k.roles, '@host')
              for _, is_host in ipairs({false, true}) do
                for _, record in ipairs(over) do
                  if (record.user_id == host) == is_host then remove(record, 'expired') end
                end
              end
              local gone, waiting = sweep_waiting()
              if waiting >= 0 then look_again(waiting) end
              local ended, next_end = end_breakouts()
              if next_end then look_again(next_end) end
              return {changed + #over + gone + ended, next_look}
              """);

  private final SessionScript runner;
  private final SessionSettings settings;

  LeaseScripts(SessionScript runner, SessionSettings settings) {
    this.runner = runner;
    this.settings = settings;
  }

  /**
   * What a sweep did.
   *
   * @param nextMillis when there will be something to do again; negative for never
   */
  record Swept(int changed, long nextMillis) {}

  /** What a renewal found in one room; {@code orphans} were suspended. */
  record Found(Renewed renewed, int orphans) {}

  Map<RoomId, Found> renew(Map<RoomId, ? extends Collection<Hold>> held, String lease) {
    var arguments = new LinkedHashMap<RoomId, JsonObjectBuilder>();
    held.forEach((room, holds) -> arguments.put(room, renewal(holds, lease)));
    var found = new LinkedHashMap<RoomId, Found>();
    runner
        .runAll(RENEW, arguments)
        .forEach((room, answer) ->
            found.put(
                room,
                found(List.copyOf(Objects.requireNonNull(held.get(room))), (List<?>) answer)));
    return found;
  }

  private JsonObjectBuilder renewal(Collection<Hold> holds, String lease) {
    var list = Json.createArrayBuilder();
    for (var hold : holds) {
      var key = hold.attachment().key();
      list.add(
          Json.createObjectBuilder()
              .add("user", key.user().value())
              .add("session", key.session().value())
              .add("generation", Long.toString(hold.attachment().generation()))
              .add("cursor", hold.cursor() == null ? "" : Answers.text(hold.cursor())));
    }
    return Json.createObjectBuilder()
        .add("lease", lease)
        .add("lease_length", settings.lease().toMillis())
        .add("holds", list);
  }

  private static Found found(List<Hold> holds, List<?> answer) {
    var lost = new ArrayList<Attachment>();
    for (var index : (List<?>) Objects.requireNonNull(answer.get(0))) {
      lost.add(holds.get(Integer.parseInt(String.valueOf(index))).attachment());
    }
    var top = Answers.position(String.valueOf(answer.get(2)));
    return new Found(new Renewed(lost, top), (int) number(answer, 1));
  }

  Map<RoomId, Renewed> check(Map<RoomId, List<Hold>> held) {
    var arguments = new LinkedHashMap<RoomId, List<String>>();
    held.forEach(
        (room, holds) -> arguments.put(room, holds.stream().flatMap(LeaseScripts::names).toList()));
    var found = new LinkedHashMap<RoomId, Renewed>();
    runner
        .lookAll(CHECK, arguments)
        .forEach((room, answer) ->
            found.put(
                room, found(Objects.requireNonNull(held.get(room)), (List<?>) answer).renewed()));
    return found;
  }

  private static Stream<String> names(Hold hold) {
    var key = hold.attachment().key();
    return Stream.of(
        key.user().value(), key.session().value(), Long.toString(hold.attachment().generation()));
  }

  Map<RoomId, Swept> sweep(Collection<RoomId> rooms, Collection<String> live) {
    var arguments = new LinkedHashMap<RoomId, JsonObjectBuilder>();
    for (var room : rooms) {
      arguments.put(
          room,
          Json.createObjectBuilder()
              .add("grace", settings.grace().toMillis())
              .add("lease_length", settings.lease().toMillis())
              .add("live", Json.createArrayBuilder(live)));
    }
    var swept = new LinkedHashMap<RoomId, Swept>();
    runner
        .runAll(SWEEP, arguments)
        .forEach((room, answer) ->
            swept.put(
                room, new Swept((int) number((List<?>) answer, 0), number((List<?>) answer, 1))));
    return swept;
  }

  private static long number(List<?> answer, int index) {
    return Long.parseLong(String.valueOf(answer.get(index)));
  }
}
