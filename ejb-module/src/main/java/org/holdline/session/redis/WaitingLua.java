package org.holdline.session.redis;

/**
 * What scripts do about those who wait at a room's door. Expects {@link SessionLua#PRELUDE}.
 * Entries are kept by user; {@code seen} is when his node last said that he waits.
 */
final class WaitingLua {
  static final String LUA =
      """
      local unseen_max = 10000

      -- Hosts and moderators are told one by one, nobody else is.
      local function tell_moderators(kind, payload)
        local users = {}
        local roles = redis.call('HGETALL', k.roles)
        for i = 1, #roles, 2 do
          if roles[i] ~= '@host' and (roles[i + 1] == 'host' or roles[i + 1] == 'moderator') then
            users[#users + 1] = roles[i]
          end
        end
        if #users == 0 then return end
        payload.timestamp = a.timestamp
        open(k, a.fresh, s)
        local body = cjson.encode({type = kind, room_id = a.room, timestamp = a.timestamp, payload = payload})
        local log = begin(k, at)
        local packed = {}
        for i, user in ipairs(users) do
          packed[i] = table.concat({'d', kind, '', '', user, '', '0', body}, '\\t')
          add(log, packed[i], true)
        end
        finish(log, s, table.concat(packed, '\\30'), '')
      end

      local function is_answered(user)
        return redis.call('HEXISTS', k.rules, 'door:' .. user) == 1
      end

      -- In the order of coming.
      local function waiters()
        local all, found = redis.call('HGETALL', k.waiting), {}
        for i = 1, #all, 2 do
          local whole, entry = pcall(cjson.decode, all[i + 1])
          if whole and type(entry) == 'table' and entry.seen and entry.joined_ms then
            entry.user_id = all[i]
            found[#found + 1] = entry
          else
            redis.call('HDEL', k.waiting, all[i])
          end
        end
        table.sort(found, function(x, y)
          if x.joined_ms ~= y.joined_ms then return x.joined_ms < y.joined_ms end
          return x.user_id < y.user_id
        end)
        return found
      end

      local function is_gone(entry)
        return at - entry.seen > unseen_max
      end

      local function forget_waiter(entry)
        redis.call('HDEL', k.waiting, entry.user_id)
        if not is_answered(entry.user_id) then
          tell_moderators('waiting-room-leave', {user_id = entry.user_id, username = entry.username})
        end
      end

      -- Answers when to look again, negative for never.
      local function sweep_waiting()
        local changed, left = 0, -1
        for _, entry in ipairs(waiters()) do
          if is_gone(entry) then
            forget_waiter(entry)
            changed = changed + 1
          else
            local stays = entry.seen + unseen_max + 1 - at
            if left < 0 or stays < left then left = stays end
          end
        end
        return changed, left
      end
      """;

  private WaitingLua() {}
}
