package org.holdline.benchmarks;

import java.util.ArrayList;
import java.util.List;

/** Somebody enters a room where others are, as a new session. */
final class JoinBenchmark {
  private static final int ROUNDS = 300;
  private static final int WARM_UP = 300;
  private static final int OTHERS = 10;
  private static final String ROOM = "join";

  private final Site site;
  private final Effort effort;

  JoinBenchmark(Site site, Effort effort) {
    this.site = site;
    this.effort = effort;
  }

  List<Latency> run() throws InterruptedException {
    try (var others = new Crowd()) {
      others.fill(site, ROOM, 1, OTHERS);
      rounds(effort.of(WARM_UP));
      return rounds(effort.of(ROUNDS));
    }
  }

  private List<Latency> rounds(int count) throws InterruptedException {
    var calls = new ArrayList<Long>();
    var joins = new ArrayList<Long>();
    var servers = new ArrayList<Long>();
    var callServers = new ArrayList<Long>();
    var floors = new ArrayList<Long>();
    for (int i = 0; i < count; i++) {
      long begun = System.nanoTime();
      var client = RoomClient.connect(site, ROOM + "-0", "guest", Chat.join("guest-" + i));
      long at = client.await("room-state").at();
      long floor = RoundTrip.of(client);
      calls.add(at - begun);
      callServers.add(at - begun - floor);
      joins.add(at - client.openedAt());
      servers.add(at - client.openedAt() - floor);
      floors.add(floor);
      client.leave();
    }
    var floor = Samples.ofNanos(floors);
    return List.of(
        new Latency(
            "join a room of 10, from the open socket to `room-state`",
            Samples.ofNanos(joins),
            Samples.ofNanos(servers),
            floor,
            ""),
        new Latency(
            "the same with connection, handshake and token check",
            Samples.ofNanos(calls),
            Samples.ofNanos(callServers),
            floor,
            ""));
  }
}
