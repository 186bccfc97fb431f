package org.holdline.session.redis;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.holdline.identity.entity.UserId;
import org.holdline.platform.redis.Script;
import org.holdline.room.control.RulesVersion;
import org.holdline.room.entity.RoomId;
import org.holdline.room.entity.SessionId;
import org.holdline.session.control.RoomSnapshot;
import org.holdline.session.control.SessionKey;
import org.holdline.session.control.Sessions.Standing;
import org.holdline.text.Json;

/** Shows who is there, and changes what the room sees of a session. */
final class StateScripts {
  private static final Script SNAPSHOT = SessionScript.of("return snapshot()");

  private static final Script UPDATE =
      SessionScript.ofJudged(
          """
          local record = load(a.user, a.session)
          if not record then return 0 end
          local changed = false
          for field, value in pairs(a.patch) do
            if record[field] ~= value then record[field], changed = value, true end
          end
          if not changed then return 0 end
          save(record)
          tell('participant-update', {participant = view(record)})
          return 1
          """);

  private static final Script STANDING =
      SessionScript.of(
          """
          local newest, joined_after = nil, nil
          local epoch = redis.call('HGET', k.meta, 'epoch')
          for _, record in ipairs(everybody()) do
            if record.user_id == a.user then
              -- Whoever joined in an earlier life of the log was there before all of this one.
              local after = (record.joined_epoch or epoch) == epoch and record.joined_after or 0
              joined_after = math.min(joined_after or after, after)
              if not newest or record.connection_state == 'active' or newest.connection_state == 'suspended' then
                newest = record
              end
            end
          end
          if not newest then return false end
          local cursor = redis.call('HGET', k.state .. a.user, newest.session_id .. '|c')
          local seen = newest.suspended_ms or at
          local away = newest.suspended_ms and at - newest.suspended_ms or 0
          return {newest.session_id, newest.connection_state, tostring(seen), cursor or '', newest.connection_quality,
            tostring(away), tostring(joined_after)}
          """);

  private final SessionScript runner;

  StateScripts(SessionScript runner) {
    this.runner = runner;
  }

  Optional<RoomSnapshot> snapshot(RoomId room) {
    var answer = runner.run(SNAPSHOT, room, Json.createObjectBuilder());
    return answer instanceof List<?> found
        ? Optional.of(Answers.snapshot(found))
        : Optional.empty();
  }

  void update(SessionKey key, String patch, RulesVersion judgedBy) {
    var arguments =
        Json.createObjectBuilder()
            .add("user", key.user().value())
            .add("session", key.session().value())
            .add("patch", Json.readObject(patch));
    Objects.requireNonNull(runner.runJudged(UPDATE, key.room(), judgedBy, arguments));
  }

  Optional<Standing> standing(RoomId room, UserId user) {
    var answer = runner.run(STANDING, room, Json.createObjectBuilder().add("user", user.value()));
    return answer instanceof List<?> found
        ? Optional.of(read(room, user, found))
        : Optional.empty();
  }

  private static Standing read(RoomId room, UserId user, List<?> answer) {
    var quality = String.valueOf(answer.get(4));
    return new Standing(
        new SessionKey(room, user, new SessionId(String.valueOf(answer.get(0)))),
        "active".equals(String.valueOf(answer.get(1))),
        Instant.ofEpochMilli(whole(answer, 2)),
        Duration.ofMillis(Math.max(0, whole(answer, 5))),
        whole(answer, 6),
        Answers.position(String.valueOf(answer.get(3))),
        "unknown".equals(quality) ? null : quality);
  }

  private static long whole(List<?> answer, int index) {
    return (long) Double.parseDouble(String.valueOf(answer.get(index)));
  }
}
