package org.holdline.benchmarks;

import jakarta.json.Json;
import java.util.Random;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.holdline.benchmarks.RoomClient.Envelope;
import org.holdline.deploy.launcher.server.HoldlineServer;
import org.jspecify.annotations.Nullable;

/** One session that comes back after its node has died, with the rules of the SDK. */
final class Returner {
  private static final Pattern RETRY_AFTER = Pattern.compile("retry_after=(\\d+)");
  private static final int LATER = 4503;
  private static final int LINE_LOST = 1006;
  private static final long FIRST_JITTER_MILLIS = 100;
  private static final long BASE_MILLIS = 250;
  private static final long CAP_MILLIS = 5_000;
  private static final long TOLD_JITTER_MILLIS = 1_000;
  private static final String CONTENT = "Shall we take the earlier train, then? ".repeat(3);

  private final Site site;
  private final String room;
  private final String name;
  private final boolean speaks;
  private final Random random;
  private volatile @Nullable RoomClient client;
  private Chat.@Nullable Position position;
  private int tries;
  private int postponed;
  private int refused;
  private long recoveredAt;

  /**
   * @param seat the one with seat 0 says what both will have missed
   * @param seed of its jitter
   */
  Returner(Site site, String room, int seat, int seed) {
    this.site = site;
    this.room = room;
    this.name = room + "-" + seat;
    this.speaks = seat == 0;
    this.random = new Random(seed);
  }

  /** Joins; that is where he will go on, whatever he hears from then on. */
  Void enter(HoldlineServer node) throws InterruptedException {
    var joining = RoomClient.connect(site, site.socketOf(node, room), name, Chat.join(name));
    var joined = joining.await("joined").payload();
    client = joining;
    position =
        new Chat.Position(
            joined.getString("resume_token"), joined.getString("epoch"), joined.getInt("sequence"));
    return null;
  }

  /** The one says what both will have missed; from now on neither listens. */
  Void speak() throws InterruptedException {
    var now = client;
    if (now != null) {
      if (speaks) {
        now.say(StormBenchmark.MISSED, CONTENT);
      }
      now.tap(frame -> {});
    }
    return null;
  }

  /** A sign of life, if there is a line for it. */
  void live() {
    var now = client;
    try {
      if (now != null) {
        now.send("{\"type\":\"ping\",\"payload\":{}}");
      }
    } catch (CompletionException lineLost) {
      // he comes back, or has been cut off
    }
  }

  void cut() {
    var now = client;
    if (now != null) {
      now.close();
    }
  }

  /** Returns when everything missed has been received. */
  Void comeBack(HoldlineServer node, long end) throws InterruptedException {
    long wait = jitter(FIRST_JITTER_MILLIS);
    while (System.nanoTime() < end) {
      TimeUnit.MILLISECONDS.sleep(wait);
      wait = tryOnce(node);
      if (wait < 0) {
        return null;
      }
    }
    throw new IllegalStateException(name + " has not come back");
  }

  /** Answers how long to wait until the next try, in milliseconds; less than 0 when he is back. */
  private long tryOnce(HoldlineServer node) throws InterruptedException {
    tries++;
    var at = position;
    if (at == null) {
      throw new IllegalStateException(name + " has never been there");
    }
    try {
      var again = RoomClient.connect(site, site.socketOf(node, room), name, Chat.resume(name, at));
      var answer =
          again.await(
              each -> is(each, "reconnection-detected") || is(each, "closed") || is(each, "error"));
      if (is(answer, "error")) {
        again.close();
        refused++;
        return backoff();
      }
      if (is(answer, "closed")) {
        again.close();
        return afterClose(answer);
      }
      recovered(again, answer);
      return -1;
    } catch (CompletionException noHandshake) {
      return backoff();
    }
  }

  private static boolean is(Envelope envelope, String type) {
    return envelope.type().equals(type);
  }

  private long afterClose(Envelope close) {
    var told = RETRY_AFTER.matcher(close.payload().getString("reason"));
    int code = close.payload().getInt("code");
    if (code == LATER && told.find()) {
      postponed++;
      return Long.parseLong(told.group(1)) * 1_000 + jitter(TOLD_JITTER_MILLIS);
    }
    refused += code == LINE_LOST ? 0 : 1;
    return backoff();
  }

  private void recovered(RoomClient again, Envelope told) throws InterruptedException {
    var payload = told.payload();
    int left = payload.getInt("missed_message_count");
    if (payload.getBoolean("truncated") || left < (speaks ? 0 : StormBenchmark.MISSED)) {
      throw new IllegalStateException(name + " was not told all: " + payload);
    }
    for (; left > 0; left--) {
      again.await(each -> each.json().containsKey("seq"));
    }
    recoveredAt = System.nanoTime();
    client = again;
    again.send(
        Json.createObjectBuilder()
            .add("type", "ack")
            .add(
                "payload",
                Json.createObjectBuilder()
                    .add("sequence", payload.getInt("to_sequence"))
                    .add("epoch", payload.getString("epoch")))
            .build()
            .toString());
    again.tap(frame -> {});
  }

  private long backoff() {
    return jitter(Math.min(CAP_MILLIS, BASE_MILLIS << Math.min(10, tries - 1)));
  }

  private long jitter(long ceiling) {
    return (long) (random.nextDouble() * ceiling);
  }

  int tries() {
    return tries;
  }

  int postponed() {
    return postponed;
  }

  int refused() {
    return refused;
  }

  long recoveredAt() {
    return recoveredAt;
  }
}
