package org.holdline.session.redis;

import org.holdline.replay.redis.LogLua;

/** What the session scripts share: records, their public view, announcements, ends. */
final class SessionLua {
  /** Expects the keys and arguments of {@link SessionScript}. */
  static final String PRELUDE =
      LogLua.PRELUDE
          + """
          local k = {meta = KEYS[1], buffer = KEYS[2], channel = KEYS[3], participants = KEYS[4],
                     roles = KEYS[5], state = KEYS[6], inbox = KEYS[7], bans = KEYS[8], door = KEYS[9],
                     rules = KEYS[10], waiting = KEYS[11]}
          local s = {min = tonumber(ARGV[1]), max = tonumber(ARGV[2]), retention = tonumber(ARGV[3]), life = ARGV[4],
                     kept = ARGV[5]}
          local a = cjson.decode(ARGV[6])
          local at = now()

          local head = redis.call('HMGET', k.meta, 'epoch', 'reign')
          if head[1] and not is_whole(head[2]) then
            open(k, a.fresh, s)
            keep_alive(k, s)
            -- What was decided last may be forgotten here: no version of the former reign counts.
            if redis.call('HEXISTS', k.rules, 'version') == 1 then
              redis.call('HSET', k.rules, 'version', a.fresh .. ':1')
            end
          end

          local function load(user, session)
            local text = redis.call('HGET', k.state .. user, session)
            return text and cjson.decode(text)
          end

          -- A day longer than anything else of the room.
          local function remember_bans()
            redis.call('PEXPIRE', k.bans, s.life + 86400000)
          end

          local function is_barred(user)
            local until_then = redis.call('HGET', k.bans, user)
            return until_then and (until_then == '0' or tonumber(until_then) > at)
          end

          local function save(record)
            local key = k.state .. record.user_id
            record.reign = reign()
            redis.call('HSET', key, record.session_id, cjson.encode(record))
            redis.call('PEXPIRE', key, s.life)
            redis.call('PEXPIRE', k.participants, s.life)
            redis.call('PEXPIRE', k.roles, s.life)
            redis.call('PEXPIRE', k.rules, s.life)
            remember_bans()
          end

          -- Who holds a session, and since when that is known.
          local function vouch(user, session)
            redis.call('HSET', k.state .. user, session .. '|l', a.lease, session .. '|v', at)
          end

          local function vouched(record)
            local known = redis.call('HMGET', k.state .. record.user_id, record.session_id .. '|l', record.session_id .. '|v')
            return known[1] or '', tonumber(known[2] or 0)
          end

          local shown_fields = {'session_id', 'user_id', 'username', 'role', 'joined_at', 'audio_enabled',
            'video_enabled', 'screen_sharing', 'hand_raised', 'is_speaking', 'connection_state', 'connection_quality',
            'hand_raised_at'}

          -- The queue says whose hand is up.
          local function raised_at(user)
            local hand = redis.call('HGET', k.rules, 'hand:' .. user)
            local whole, read = pcall(cjson.decode, hand or '')
            return hand and whole and read.raised_at or nil
          end

          local function view(record)
            local shown = {}
            for _, field in ipairs(shown_fields) do shown[field] = record[field] end
            shown.role = redis.call('HGET', k.roles, record.user_id) or 'participant'
            shown.hand_raised_at = record.hand_raised and raised_at(record.user_id) or nil
            shown.hand_raised = shown.hand_raised_at ~= nil
            return shown
          end

          local function tell_text(kind, payload)
            open(k, a.fresh, s)
            local body = '{"type":"' .. kind .. '","room_id":"' .. a.room .. '","timestamp":"' .. a.timestamp
              .. '","payload":' .. payload .. '}'
            local log = begin(k, at)
            local packed = table.concat({'d', kind, '', '', '', '', '0', body}, '\\t')
            add(log, packed, true)
            finish(log, s, packed, '')
          end

          local function tell(kind, payload)
            payload.timestamp = a.timestamp
            tell_text(kind, cjson.encode(payload))
          end
          """
          + RulesLua.LUA
          + """

          -- All sessions of the room, in the order of joining.
          local function everybody()
            local present = redis.call('HGETALL', k.participants)
            local records = {}
            for i = 1, #present, 2 do
              local record = load(present[i + 1], present[i])
              if record then records[#records + 1] = record else redis.call('HDEL', k.participants, present[i]) end
            end
            table.sort(records, function(x, y)
              if x.joined_ms ~= y.joined_ms then return x.joined_ms < y.joined_ms end
              if x.joined_after ~= y.joined_after then return x.joined_after < y.joined_after end
              return x.session_id < y.session_id
            end)
            return records
          end

          local function snapshot()
            local meta = redis.call('HMGET', k.meta, 'epoch', 'sequence')
            if not meta[1] then return false end
            local entries = {}
            for _, record in ipairs(everybody()) do
              local shown, entry = view(record), {}
              for i, field in ipairs(shown_fields) do
                entry[i] = shown[field] == nil and '' or tostring(shown[field])
              end
              entries[#entries + 1] = entry
            end
            local version = #entries > 0 and rules_version() or ''
            return {meta[1], meta[2], entries, version, redis.call('HGETALL', k.rules), redis.call('HGETALL', k.roles)}
          end

          local function suspend(record, how)
            record.ended = how
            record.connection_state = 'suspended'
            record.suspended_ms = at
            save(record)
            tell('participant-update', {participant = view(record)})
          end

          local function regroup(user, role)
            local present = redis.call('HGET', k.roles, user)
            local due = due_role(user, role)
            if present ~= 'host' and present ~= due then promote(user, due) end
          end

          local ranks = {host = 4, moderator = 3, participant = 2, observer = 1}

          -- The highest in rank follows, of equals one who is connected, of those the longest present.
          local function succeed(left)
            forget_role(left)
            if redis.call('HGET', k.roles, '@host') ~= left then return end
            redis.call('HDEL', k.roles, '@host')
            local best, best_worth = nil, 0
            for _, record in ipairs(everybody()) do
              local rank = ranks[redis.call('HGET', k.roles, record.user_id) or 'participant']
              local worth = rank * 2 + (record.connection_state == 'active' and 1 or 0)
              if worth > best_worth then best, best_worth = record, worth end
            end
            if best then promote(best.user_id, 'host') end
          end

          local function remove(record, reason)
            local user, session = record.user_id, record.session_id
            redis.call('HDEL', k.participants, session)
            redis.call('HDEL', k.state .. user, session, session .. '|g', session .. '|l', session .. '|v', session .. '|c')
            redis.call('DEL', k.inbox .. session)
            record.connection_state = 'left'
            local others = false
            for _, other in ipairs(redis.call('HVALS', k.participants)) do
              if other == user then others = true end
            end
            if others then
              tell('participant-update', {participant = view(record)})
            else
              tell('user-left', {user_id = user, username = record.username, reason = reason})
              lower_hand(user)
              leave_breakout(user)
              succeed(user)
            end
            if redis.call('HLEN', k.participants) == 0 then redis.call('DEL', k.roles, k.rules) end
          end
          """;

  private SessionLua() {}
}
