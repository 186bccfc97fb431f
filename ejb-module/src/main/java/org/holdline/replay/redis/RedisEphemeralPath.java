package org.holdline.replay.redis;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.holdline.platform.redis.Redis;
import org.holdline.platform.redis.Script;
import org.holdline.replay.control.EphemeralMessage;
import org.holdline.replay.control.EphemeralPath;
import org.holdline.replay.control.SessionGoneException;
import org.holdline.room.control.RulesChangedException;
import org.holdline.room.control.RulesVersion;
import org.holdline.room.entity.RoomId;
import org.holdline.room.entity.SessionId;

/** What is said in passing goes over the room's channel and nowhere else. */
public final class RedisEphemeralPath implements EphemeralPath {
  private static final Script SCRIPT =
      Script.of(
          LogLua.PRELUDE
              + """
              local state, participants, channel, rules = KEYS[1], KEYS[2], KEYS[3], KEYS[4]
              local session, generation, judged_by = ARGV[1], ARGV[2], ARGV[3]
              local held = holds(state, session, generation)
              if held == nil then return {'ended'} end
              if not held then return {'superseded'} end
              if judged_by ~= '*' and redis.call('HGET', rules, 'version') ~= judged_by then return {'rules'} end

              local present = nil
              local function is_reached(target, target_session)
                present = present or redis.call('HGETALL', participants)
                for i = 1, #present, 2 do
                  if present[i] ~= session and (target_session == '' or present[i] == target_session)
                    and (target == '' or present[i + 1] == target) then return true end
                end
                return false
              end

              local answers, passed = {}, {}
              for i = 4, #ARGV, 3 do
                local target, target_session = ARGV[i + 1], ARGV[i + 2]
                if (target == '' and target_session == '') or is_reached(target, target_session) then
                  passed[#passed + 1] = ARGV[i]
                  answers[#answers + 1] = 'passed'
                else
                  answers[#answers + 1] = 'absent'
                end
              end
              if #passed > 0 then redis.call('PUBLISH', channel, '\\30' .. table.concat(passed, '\\30')) end
              return {'taken', answers}
              """);

  private final Redis redis;
  private final RoomMending mending;

  public RedisEphemeralPath(Redis redis) {
    this.redis = redis;
    mending = new RoomMending(redis);
  }

  @Override
  public List<Reach> pass(
      RoomId room,
      SessionId session,
      long generation,
      List<EphemeralMessage> messages,
      RulesVersion judgedBy) {
    var keys = new RoomKeys(room);
    var sender = messages.getFirst().routing().sender();
    var user = Objects.requireNonNull(sender, "somebody says it");
    var arguments =
        new ArrayList<>(List.of(session.value(), Long.toString(generation), judgedBy.value()));
    for (var message : messages) {
      var routing = message.routing();
      arguments.add(PackedMessage.packEphemeral(message));
      arguments.add(Objects.toString(routing.target(), ""));
      arguments.add(Objects.toString(routing.targetSession(), ""));
    }
    var answer =
        mending.guard(
            room,
            () ->
                redis.eval(
                    SCRIPT,
                    List.of(keys.state(user), keys.participants(), keys.channel(), keys.rules()),
                    arguments));
    return read((List<?>) answer);
  }

  private static List<Reach> read(List<?> answer) {
    return switch (String.valueOf(answer.get(0))) {
      case "taken" ->
          ((List<?>) answer.get(1))
              .stream()
                  .map(each -> "passed".equals(String.valueOf(each)) ? Reach.THERE : Reach.ABSENT)
                  .toList();
      case "rules" -> throw new RulesChangedException();
      case "superseded" -> throw SessionGoneException.superseded();
      default -> throw SessionGoneException.ended();
    };
  }
}
