package org.holdline.benchmarks;

import jakarta.json.Json;
import java.util.ArrayList;
import java.util.List;
import org.holdline.benchmarks.Chat.Position;
import org.holdline.benchmarks.RoomClient.Envelope;

/** Somebody loses the line, others write meanwhile, and he comes back; half the rounds warm up. */
final class ResumeBenchmark {
  private static final int MESSAGES = 20_000;
  private static final String READER = "reader";
  private static final String CONTENT = "Shall we take the earlier train, then? ".repeat(3);

  private final Site site;
  private final Effort effort;
  private final List<Long> total = new ArrayList<>();
  private final List<Long> server = new ArrayList<>();
  private final List<Long> floor = new ArrayList<>();

  ResumeBenchmark(Site site, Effort effort) {
    this.site = site;
    this.effort = effort;
  }

  Latency run(int missed) throws InterruptedException {
    var room = "resume-" + missed;
    try (var writer = RoomClient.connect(site, room, "writer", Chat.join("writer"))) {
      writer.await("room-state");
      var reader = RoomClient.connect(site, room, READER, Chat.join(READER));
      var joined = reader.await("joined");
      int rounds = effort.of(MESSAGES / missed);
      for (int i = 0; i < 2 * rounds; i++) {
        if (i == rounds) {
          total.clear();
          server.clear();
          floor.clear();
        }
        var position = cut(reader, joined);
        awaySeenBy(writer);
        writer.say(missed, CONTENT);
        reader = RoomClient.connect(site, room, READER, Chat.resume(READER, position));
        joined = recovered(reader, missed);
      }
      reader.close();
    }
    return new Latency(
        "resume, %d messages missed".formatted(missed),
        Samples.ofNanos(total),
        Samples.ofNanos(server),
        Samples.ofNanos(floor),
        missed == 50 ? "25, server's part 10" : "");
  }

  private static Position cut(RoomClient reader, Envelope joined) throws InterruptedException {
    var reached = reader.position().payload();
    reader.close();
    return new Position(
        joined.payload().getString("resume_token"),
        reached.getString("epoch"),
        reached.getInt("sequence"));
  }

  private static void awaySeenBy(RoomClient writer) throws InterruptedException {
    writer.await(envelope ->
        envelope.type().equals("participant-update")
            && envelope
                .payload()
                .getJsonObject("participant")
                .getString("connection_state")
                .equals("suspended"));
  }

  /** Takes the time, and looks whether all came, in order. */
  private Envelope recovered(RoomClient reader, int missed) throws InterruptedException {
    var joined = reader.await("joined");
    reader.send(ack(joined));
    var recovery = reader.await("reconnection-detected").payload();
    long last = 0;
    long lastAt = 0;
    int messages = 0;
    for (int i = 0; i < recovery.getInt("missed_message_count"); i++) {
      var next = reader.await(envelope -> envelope.json().containsKey("seq"));
      if (next.json().getInt("seq") <= last) {
        throw new IllegalStateException("out of order: " + next.json());
      }
      last = next.json().getInt("seq");
      lastAt = next.at();
      messages += next.type().equals("chat-message") ? 1 : 0;
    }
    if (messages != missed || recovery.getBoolean("truncated")) {
      throw new IllegalStateException("not recovered: " + recovery);
    }
    note(reader, lastAt - reader.openedAt());
    return joined;
  }

  private void note(RoomClient reader, long nanos) throws InterruptedException {
    long roundTrip = RoundTrip.of(reader);
    total.add(nanos);
    floor.add(roundTrip);
    server.add(Math.max(0, nanos - roundTrip));
  }

  private static String ack(Envelope joined) {
    var position =
        Json.createObjectBuilder()
            .add("sequence", joined.payload().getInt("sequence"))
            .add("epoch", joined.payload().getString("epoch"));
    return Json.createObjectBuilder()
        .add("type", "ack")
        .add("payload", position)
        .build()
        .toString();
  }
}
