package org.holdline.session.redis;

import jakarta.json.Json;
import java.util.Objects;
import org.holdline.platform.redis.Script;
import org.holdline.replay.control.LogPosition;
import org.holdline.session.control.Attachment;
import org.jspecify.annotations.Nullable;

/** What an attached connection can do to its session; an older generation does nothing. */
final class EndScripts {
  private static final String FENCE =
      """
      if redis.call('HGET', k.state .. a.user, a.session .. '|g') ~= a.generation then return 0 end
      local record = load(a.user, a.session)
      if not record then return 0 end
      """;

  private static final Script SUSPEND =
      SessionScript.of(
          FENCE
              + """
              if a.cursor ~= '' then redis.call('HSET', k.state .. a.user, a.session .. '|c', a.cursor) end
              record.parted = true
              if record.connection_state == 'active' then suspend(record) else save(record) end
              return 1
              """);

  private static final Script LEAVE = SessionScript.of(FENCE + "remove(record, 'left')\nreturn 1");

  private static final Script CONFIRM =
      SessionScript.of(FENCE + "record.previous = nil\nsave(record)\nreturn 1");

  private final SessionScript runner;

  EndScripts(SessionScript runner) {
    this.runner = runner;
  }

  void suspend(Attachment attachment, @Nullable LogPosition cursor) {
    run(SUSPEND, attachment, cursor == null ? "" : Answers.text(cursor));
  }

  void leave(Attachment attachment) {
    run(LEAVE, attachment, "");
  }

  void confirm(Attachment attachment) {
    run(CONFIRM, attachment, "");
  }

  private void run(Script script, Attachment attachment, String cursor) {
    var key = attachment.key();
    Objects.requireNonNull(
        runner.run(
            script,
            key.room(),
            Json.createObjectBuilder()
                .add("user", key.user().value())
                .add("session", key.session().value())
                .add("generation", Long.toString(attachment.generation()))
                .add("cursor", cursor)));
  }
}
