package org.holdline.session.redis;

import jakarta.json.JsonObjectBuilder;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.holdline.message.control.WireNamed;
import org.holdline.platform.redis.Script;
import org.holdline.replay.control.LogPosition;
import org.holdline.room.control.RoomNow;
import org.holdline.room.control.Verdict;
import org.holdline.room.entity.SessionId;
import org.holdline.session.control.Admission;
import org.holdline.session.control.Arrival;
import org.holdline.session.control.Attachment;
import org.holdline.session.control.ConnectionEnd;
import org.holdline.session.control.DoorMark;
import org.holdline.session.control.SessionKey;
import org.holdline.session.control.SessionSettings;
import org.holdline.text.Json;
import org.jspecify.annotations.Nullable;

/**
 * Admits an arrival: find his session by token, else by client, else (plain clients) a suspended
 * one; attach with the next generation; or, with a pass that is of this moment, take a seat, become
 * host if there is none, announce.
 */
final class AdmitScript {
  private static final Script SCRIPT =
      SessionScript.of(
          RulesLua.NOW
              + """
              local function mine()
                local records = {}
                for _, record in ipairs(everybody()) do
                  if record.user_id == a.user then records[#records + 1] = record end
                end
                return records
              end

              local function is_known(record)
                return not record.reign or record.reign == reign()
              end

              local function attach(record)
                local state = k.state .. record.user_id
                -- The former reign may have attached connections that nobody here knows of, and given them tokens.
                local step = is_known(record) and 1 or 1000
                local generation = redis.call('HINCRBY', state, record.session_id .. '|g', step)
                vouch(record.user_id, record.session_id)
                return generation
              end

              -- A plain client whose admission was not answered cannot name it: its next one finds it.
              local function is_free(record)
                if record.connection_state == 'suspended' then return true end
                for _, hash in ipairs(a.unanswered) do
                  if record.token == hash then return true end
                end
                return false
              end

              -- Nobody is believed to be connected longer than the lease of his node.
              local function away(record)
                if record.connection_state == 'suspended' then return math.max(0, at - record.suspended_ms) end
                local lease, since = vouched(record)
                return math.max(0, math.min(at - since, a.lease_length - (a.leases[lease] or 0)))
              end

              local function answer(outcome, record, generation, apart, cursor, ended)
                local role = redis.call('HGET', k.roles, record.user_id) or 'participant'
                return {outcome, record.session_id, tostring(generation), role, tostring(apart), cursor or '', snapshot(),
                  ended or ''}
              end

              local function is_valid(record)
                if record.token == a.token_hash then return true end
                for _, hash in ipairs(record.unconfirmed or {}) do
                  if hash == a.token_hash then return true end
                end
                return false
              end

              -- Joins may come in another order than they were sent, and answers may be lost: what was
              -- given out stays good until one that came after it is known to have arrived: the one that
              -- the client had for certain, and the newest.
              local function still_valid(record)
                if record.token == a.token_hash then return {a.token_hash} end
                local hashes = record.unconfirmed or {}
                hashes[#hashes + 1] = record.token
                if #hashes > 4 then table.remove(hashes, 2) end
                return hashes
              end

              -- Whoever leads only until the owner comes is then again what he came as.
              local function entered_as(user)
                for _, record in ipairs(everybody()) do
                  if record.user_id == user and record.entered_as then return record.entered_as end
                end
                return 'participant'
              end

              if is_barred(a.user) then return {'barred'} end
              local done = load(a.user, a.session)
              if done then return answer('new', done, redis.call('HGET', k.state .. a.user, a.session .. '|g'), 0) end
              local found = nil
              if a.token_session then
                local owner = redis.call('HGET', k.participants, a.token_session)
                if owner and owner ~= a.user then return {'stranger'} end
                found = load(a.user, a.token_session)
                if found and not is_valid(found) then
                  if is_known(found) then return {'stale'} end
                  found = nil
                end
              end
              local own = mine()
              if not found then
                for _, record in ipairs(own) do
                  if a.client and record.client_id == a.client then found = record end
                  if not a.client and is_free(record)
                      and (not found or (record.suspended_ms or at) > (found.suspended_ms or at)) then
                    found = record
                  end
                end
              end

              -- It waited at one door while its client has come in by another.
              if found and a.attempt and found.attempt and a.attempt < found.attempt then return {'overtaken'} end

              -- Whoever has no session is judged by what is true now, before anything is made for him.
              if not found then
                local present = room_now()
                local mark = (redis.call('GET', k.door) or '') .. ' ' .. present[1]
                if not a.pass or a.pass.mark ~= mark then return {'knock', mark, present} end
              end
              open(k, a.fresh, s)
              keep_alive(k, s)

              if found then
                local suspended = found.connection_state == 'suspended'
                local apart = away(found)
                local cursor = redis.call('HGET', k.state .. a.user, found.session_id .. '|c')
                -- Lists and roles may have been damaged and given up.
                redis.call('HSET', k.participants, found.session_id, a.user)
                if redis.call('HEXISTS', k.roles, '@host') == 0 then set_role(a.user, 'host') end
                local generation = attach(found)
                found.unconfirmed, found.token = still_valid(found), a.new_hash
                found.attempt = a.attempt or found.attempt
                -- What went off meanwhile stays off: switching on is asked for, and judged.
                local goes_off = false
                for _, field in ipairs({'audio_enabled', 'video_enabled'}) do
                  if a[field] == false and found[field] then found[field], goes_off = false, true end
                end
                -- Whoever comes back before its connection was missed has superseded that connection.
                local ended = suspended and (found.ended or 'unknown') or 'superseded'
                found.connection_state, found.suspended_ms, found.parted, found.ended = 'active', nil, nil, nil
                save(found)
                regroup(a.user, found.lasting or a.role)
                if suspended or goes_off then tell('participant-update', {participant = view(found)}) end
                return answer('resumed', found, generation, apart, cursor, ended)
              end

              local users, seats = {}, 0
              for _, user in ipairs(redis.call('HVALS', k.participants)) do
                if not users[user] then users[user], seats = true, seats + 1 end
              end
              if not users[a.user] and seats >= a.pass.seats then return {'full', tostring(a.pass.seats)} end
              if #own >= a.per_user_max then return {'full', tostring(a.per_user_max)} end
              if seats == 0 then
                redis.call('DEL', k.roles, k.rules)
                if a.pass.settings then redis.call('HSET', k.rules, 'settings', a.pass.settings) end
              end
              local host = redis.call('HGET', k.roles, '@host')
              local takes_over = host and not users[a.user] and a.pass.role == 'host'
              if takes_over then promote(host, due_role(host, entered_as(host))) end
              if not host or takes_over then
                set_role(a.user, 'host')
              elseif not users[a.user] then
                set_role(a.user, due_role(a.user, a.pass.role))
              end
              local record = {session_id = a.session, user_id = a.user, username = a.username, client_id = a.client,
                attempt = a.attempt, token = a.new_hash, joined_at = a.timestamp, joined_ms = at,
                joined_epoch = redis.call('HGET', k.meta, 'epoch'),
                joined_after = tonumber(redis.call('HGET', k.meta, 'sequence')),
                entered_as = a.pass.role, lasting = a.pass.lasting and a.pass.role ~= 'host' and a.pass.role or nil,
                audio_enabled = a.audio_enabled ~= false and not a.pass.muted, video_enabled = a.video_enabled ~= false and not a.pass.dark, screen_sharing = false, hand_raised = is_hand_up(a.user), is_speaking = false,
                connection_state = 'active', connection_quality = 'unknown'}
              redis.call('HSET', k.participants, a.session, a.user)
              local generation = attach(record)
              save(record)
              if users[a.user] then
                tell('participant-update', {participant = view(record)})
              else
                tell('user-joined', {user_id = a.user, username = a.username, session_id = a.session, participant = view(record)})
              end
              if takes_over then tell('role-updated', {user_id = a.user, role = 'host'}) end
              local reached = redis.call('HMGET', k.meta, 'epoch', 'sequence')
              redis.call('HSET', k.state .. a.user, a.session .. '|c', reached[1] .. ' ' .. reached[2])
              return answer('new', record, generation, 0)
              """);

  private final SessionScript runner;
  private final SessionSettings settings;

  AdmitScript(SessionScript runner, SessionSettings settings) {
    this.runner = runner;
    this.settings = settings;
  }

  /**
   * What the door needs to know to let in whoever has no session.
   *
   * @param mark by which he was judged
   */
  record Pass(DoorMark mark, Verdict.Enter verdict) {}

  /** What came of it. */
  sealed interface Outcome {
    record Decided(Admission admission) implements Outcome {}

    /** He has no session, and no pass or one of another time. */
    record Knocked(DoorMark mark, RoomNow now) implements Outcome {}
  }

  /**
   * Admits.
   *
   * @param pass null before he was judged
   * @param fresh the session and token that a new one gets; the same again has no further effect
   * @param unanswered hashes of tokens with which this user tried before and got no answer
   */
  Outcome execute(
      Arrival arrival,
      @Nullable Pass pass,
      ResumeToken fresh,
      NodeLease.Held held,
      Collection<String> unanswered) {
    var presented = ResumeToken.parse(arrival.claim().resumeToken());
    var arguments =
        Json.createObjectBuilder()
            .add("user", arrival.user().value())
            .add("username", arrival.username())
            .add("role", arrival.role().wireName())
            .add("session", fresh.session())
            .add("lease", held.lease())
            .add("leases", leases(held))
            .add("lease_length", settings.lease().toMillis())
            .add("unanswered", Json.createArrayBuilder(unanswered))
            .add("per_user_max", settings.perUserMax())
            .add("new_hash", fresh.hash());
    var claim = arrival.claim();
    if (claim.clientId() != null) {
      arguments.add("client", claim.clientId());
    }
    if (claim.attempt() != null) {
      arguments.add("attempt", claim.attempt());
    }
    add(arguments, arrival.devices());
    if (pass != null) {
      arguments.add("pass", json(pass));
    }
    if (presented != null) {
      arguments.add("token_session", presented.session()).add("token_hash", presented.hash());
    }
    var answer = (List<?>) runner.run(SCRIPT, arrival.room(), arguments);
    return "knock".equals(String.valueOf(answer.get(0)))
        ? new Outcome.Knocked(
            new DoorMark(String.valueOf(answer.get(1))),
            Answers.now((List<?>) Objects.requireNonNull(answer.get(2))))
        : new Outcome.Decided(read(arrival, fresh, answer));
  }

  private static void add(JsonObjectBuilder arguments, Arrival.Devices devices) {
    if (devices.audioEnabled() != null) {
      arguments.add("audio_enabled", devices.audioEnabled());
    }
    if (devices.videoEnabled() != null) {
      arguments.add("video_enabled", devices.videoEnabled());
    }
  }

  private static JsonObjectBuilder json(Pass pass) {
    var verdict = pass.verdict();
    var json =
        Json.createObjectBuilder()
            .add("mark", pass.mark().value())
            .add("role", verdict.role().wireName())
            .add("lasting", verdict.lasting())
            .add("seats", verdict.seatsMax())
            .add("muted", verdict.muted())
            .add("dark", verdict.dark());
    var beginning = verdict.beginning();
    if (beginning != null) {
      json.add("settings", RulesHash.settings(beginning));
    }
    return json;
  }

  private static JsonObjectBuilder leases(NodeLease.Held held) {
    var leases = Json.createObjectBuilder();
    held.left().forEach(leases::add);
    return leases;
  }

  private static Admission read(Arrival arrival, ResumeToken fresh, List<?> answer) {
    var outcome = String.valueOf(answer.get(0));
    return switch (outcome) {
      case "barred" -> new Admission.Barred();
      case "stale" -> new Admission.StaleToken();
      case "overtaken" -> new Admission.Overtaken();
      case "stranger" -> new Admission.StrangersToken();
      case "full" -> new Admission.Full(Integer.parseInt(String.valueOf(answer.get(1))));
      default -> admitted(arrival, fresh, answer, outcome.equals("resumed"));
    };
  }

  private static Admission admitted(
      Arrival arrival, ResumeToken fresh, List<?> answer, boolean resumed) {
    var session = new SessionId(String.valueOf(answer.get(1)));
    var key = new SessionKey(arrival.room(), arrival.user(), session);
    long generation = Long.parseLong(String.valueOf(answer.get(2)));
    var away = Duration.ofMillis(Long.parseLong(String.valueOf(answer.get(4))));
    @Nullable LogPosition cursor = Answers.position(String.valueOf(answer.get(5)));
    return new Admission.Admitted(
        new Attachment(key, generation),
        fresh.forSession(session).text(),
        Answers.role(String.valueOf(answer.get(3))),
        Answers.snapshot((List<?>) Objects.requireNonNull(answer.get(6))),
        resumed ? new Admission.Resumption(away, cursor, before(answer)) : null);
  }

  private static ConnectionEnd before(List<?> answer) {
    return WireNamed.find(ConnectionEnd.class, String.valueOf(answer.get(7)))
        .orElse(ConnectionEnd.UNKNOWN);
  }
}
