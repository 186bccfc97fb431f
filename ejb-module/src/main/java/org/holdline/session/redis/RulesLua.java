package org.holdline.session.redis;

/**
 * What scripts do to a room's rules on their own, because somebody comes or goes. Expects {@code
 * tell} and {@code tell_text} of {@link SessionLua}.
 */
final class RulesLua {
  static final String LUA =
      """
      -- A life of the rules and a counter in it.
      local function rules_version()
        local version = redis.call('HGET', k.rules, 'version')
        if not version then
          version = a.fresh .. ':1'
          redis.call('HSET', k.rules, 'version', version)
          redis.call('PEXPIRE', k.rules, s.life)
        end
        return version
      end

      local function change_version()
        local life, count = string.match(rules_version(), '^(.*):(%d+)$')
        redis.call('HSET', k.rules, 'version', (life or a.fresh) .. ':' .. ((count or 0) + 1))
      end

      local function is_misjudged()
        return a.judged_by ~= '*' and a.judged_by ~= (redis.call('HGET', k.rules, 'version') or '')
      end

      -- A host is one by presence; everybody else is what he was made, failing that what his groups make him.
      local function due_role(user, role)
        return redis.call('HGET', k.rules, 'role:' .. user) or role
      end

      -- Whoever is not named is a participant, so that the coming and going of most changes nothing.
      local function set_role(user, role)
        local before = redis.call('HGET', k.roles, user) or 'participant'
        redis.call('HSET', k.roles, user, role)
        if role == 'host' then redis.call('HSET', k.roles, '@host', user) end
        if before ~= role then change_version() end
      end

      local function forget_role(user)
        local before = redis.call('HGET', k.roles, user) or 'participant'
        redis.call('HDEL', k.roles, user)
        if before ~= 'participant' then change_version() end
      end

      -- What a role may do is known to all; what somebody was permitted beside it goes with the role.
      local function promote(user, role)
        redis.call('HDEL', k.rules, 'may:' .. user)
        set_role(user, role)
        tell('role-updated', {user_id = user, role = role})
      end

      local function leave_breakout(user)
        if redis.call('HDEL', k.rules, 'in-breakout:' .. user) == 1 then change_version() end
      end

      -- Closes the breakout rooms whose time is up; the milliseconds until the next one's is, if there is one.
      local function end_breakouts()
        local fields, next_end, ended = redis.call('HGETALL', k.rules), nil, 0
        for i = 1, #fields, 2 do
          local id = string.match(fields[i], '^breakout:(.*)$')
          local whole, breakout = pcall(cjson.decode, fields[i + 1])
          local left = id and whole and tonumber(breakout.ends_ms or nil)
          left = left and left - at
          if left and left > 0 then
            next_end = math.min(left, next_end or left)
          elseif left then
            if breakout.auto_move_back then
              redis.call('HDEL', k.rules, fields[i])
            else
              breakout.open, breakout.ends_ms = false, nil
              redis.call('HSET', k.rules, fields[i], cjson.encode(breakout))
            end
            for j = 1, #fields, 2 do
              if fields[j + 1] == id and string.match(fields[j], '^in%-breakout:') then
                redis.call('HDEL', k.rules, fields[j])
              end
            end
            change_version()
            tell('breakout-room-close', {breakout_room_id = id})
            ended = ended + 1
          end
        end
        return ended, next_end
      end

      local function is_hand_up(user)
        return redis.call('HEXISTS', k.rules, 'hand:' .. user) == 1
      end

      local function lower_hand(user)
        if redis.call('HDEL', k.rules, 'hand:' .. user) == 0 then return end
        change_version()
        local fields, hands, queue = redis.call('HGETALL', k.rules), {}, {}
        for i = 1, #fields, 2 do
          local owner = string.match(fields[i], '^hand:(.*)$')
          local whole, hand = pcall(cjson.decode, fields[i + 1])
          if owner and whole then
            hand.user_id = owner
            hands[#hands + 1] = hand
          end
        end
        table.sort(hands, function(x, y) return x.number < y.number end)
        for i, hand in ipairs(hands) do
          queue[i] = cjson.encode({user_id = hand.user_id, username = hand.username, raised_at = hand.raised_at,
            position = i})
        end
        tell_text('hand-raise-queue',
          '{"queue":[' .. table.concat(queue, ',') .. '],"timestamp":"' .. a.timestamp .. '"}')
      end
      """;

  /** The whole of it, and who is there. Expects {@link SessionLua#PRELUDE}. */
  static final String NOW =
      """
      local function room_now()
        local attendees = {}
        for i, record in ipairs(everybody()) do
          attendees[i] = {record.user_id, record.username, record.connection_state}
        end
        if #attendees == 0 then return {'', {}, {}, {}} end
        return {rules_version(), redis.call('HGETALL', k.rules), redis.call('HGETALL', k.roles), attendees}
      end
      """;

  private RulesLua() {}
}
