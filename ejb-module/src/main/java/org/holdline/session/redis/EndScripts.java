package org.holdline.session.redis;

import jakarta.json.JsonObjectBuilder;
import java.util.Objects;
import org.holdline.identity.entity.UserId;
import org.holdline.message.control.Role;
import org.holdline.platform.redis.Script;
import org.holdline.replay.control.LogPosition;
import org.holdline.room.entity.RoomId;
import org.holdline.session.control.Attachment;
import org.holdline.session.control.ConnectionEnd;
import org.holdline.text.Json;
import org.jspecify.annotations.Nullable;

/** What an attached connection can do to its session; an older generation does nothing. */
final class EndScripts {
  private static final String FENCE =
      """
      if not holds(k.state .. a.user, a.session, a.generation) then return 0 end
      local record = load(a.user, a.session)
      if not record then return 0 end
      """;

  private static final Script SUSPEND =
      SessionScript.of(
          FENCE
              + """
              if a.cursor ~= '' then redis.call('HSET', k.state .. a.user, a.session .. '|c', a.cursor) end
              record.parted = true
              if record.connection_state == 'active' then
                suspend(record, a.how)
              else
                record.ended = a.how
                save(record)
              end
              return 1
              """);

  private static final Script LEAVE = SessionScript.of(FENCE + "remove(record, 'left')\nreturn 1");

  private static final Script CONFIRM =
      SessionScript.of(FENCE + "record.unconfirmed = nil\nsave(record)\nreturn 1");

  private static final Script REGROUP =
      SessionScript.of(FENCE + "regroup(a.user, record.lasting or a.role)\nreturn 1");

  /** Undoes an admission whose answer was lost, unless somebody has gone on with its session. */
  private static final Script UNDO =
      SessionScript.of(
          """
          local undone = 0
          for _, record in ipairs(everybody()) do
            if record.user_id == a.user and record.token == a.token and record.connection_state == 'active' then
              local generation = redis.call('HGET', k.state .. a.user, record.session_id .. '|g')
              if generation == '1' then remove(record, 'left') else suspend(record, 'unavailable') end
              undone = 1
            end
          end
          return undone
          """);

  private final SessionScript runner;

  EndScripts(SessionScript runner) {
    this.runner = runner;
  }

  boolean suspend(Attachment attachment, @Nullable LogPosition cursor, ConnectionEnd how) {
    return run(
        SUSPEND,
        attachment,
        Json.createObjectBuilder()
            .add("cursor", cursor == null ? "" : Answers.text(cursor))
            .add("how", how.wireName()));
  }

  boolean leave(Attachment attachment) {
    return run(LEAVE, attachment, Json.createObjectBuilder());
  }

  boolean confirm(Attachment attachment) {
    return run(CONFIRM, attachment, Json.createObjectBuilder());
  }

  boolean regroup(Attachment attachment, Role role) {
    return run(REGROUP, attachment, Json.createObjectBuilder().add("role", role.wireName()));
  }

  /**
   * Nobody holds what this admission brought about.
   *
   * @param token the hash of the resume token that it was to give
   */
  boolean undo(RoomId room, UserId user, String token) {
    var arguments = Json.createObjectBuilder().add("user", user.value()).add("token", token);
    return Objects.equals(runner.run(UNDO, room, arguments), 1L);
  }

  /** False for an older generation. */
  private boolean run(Script script, Attachment attachment, JsonObjectBuilder more) {
    var key = attachment.key();
    var answer =
        runner.run(
            script,
            key.room(),
            more.add("user", key.user().value())
                .add("session", key.session().value())
                .add("generation", Long.toString(attachment.generation())));
    return Long.valueOf(1).equals(answer);
  }
}
