package org.holdline.benchmarks;

import jakarta.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Everybody enters one room at the same moment, until each of them knows of each other. */
final class GatheringBenchmark {
  private static final List<Integer> SIZES = List.of(25, 50, 100);
  private static final double NANOS_PER_SECOND = 1e9;

  private final Site site;
  private final Effort effort;

  GatheringBenchmark(Site site, Effort effort) {
    this.site = site;
    this.effort = effort;
  }

  /**
   * With so many people.
   *
   * @param seconds from the first handshake until everybody knows of everybody
   * @param snapshot bytes that one of them got as the list of those who were there before him
   * @param told bytes that one of them got for each of those who came after him
   */
  record Result(int people, double seconds, double snapshot, double told) {}

  /** What one of them heard. */
  private static final class Guest {
    private final Set<String> known = new HashSet<>();
    private final RoomClient client;
    private long snapshot;
    private long told;
    private int later;

    Guest(RoomClient client) {
      this.client = client;
    }

    void hear(int people) throws InterruptedException {
      var state = client.await("room-state").json();
      snapshot = size(state);
      for (var entry : state.getJsonObject("payload").getJsonArray("participants")) {
        known.add(entry.asJsonObject().getString("user_id"));
      }
      while (known.size() < people) {
        var joined = client.await("user-joined").json();
        told += size(joined);
        later++;
        known.add(joined.getJsonObject("payload").getString("user_id"));
      }
    }

    private static long size(JsonObject envelope) {
      return envelope.toString().getBytes(StandardCharsets.UTF_8).length;
    }
  }

  List<Result> run() throws InterruptedException, ExecutionException {
    gather("gathering-warm-up", effort.of(SIZES.getLast()));
    var results = new ArrayList<Result>();
    for (int people : SIZES) {
      results.add(gather("gathering-" + people, effort.of(people)));
    }
    return results;
  }

  private Result gather(String room, int people) throws InterruptedException, ExecutionException {
    var names = new ArrayList<String>();
    for (int i = 0; i < people; i++) {
      names.add(room + "-" + i);
      site.tokenOf(names.getLast());
    }
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      long begun = System.nanoTime();
      var coming =
          names.stream()
              .map(name -> CompletableFuture.supplyAsync(() -> enter(room, name, people), threads))
              .toList();
      var guests = new ArrayList<Guest>();
      for (var each : coming) {
        guests.add(each.get());
      }
      double seconds = (System.nanoTime() - begun) / NANOS_PER_SECOND;
      guests.forEach(guest -> guest.client.close());
      return new Result(people, seconds, snapshot(guests), told(guests));
    }
  }

  private Guest enter(String room, String name, int people) {
    var guest = new Guest(RoomClient.connect(site, room, name, Chat.join(name)));
    try {
      guest.hear(people);
      return guest;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  private static double snapshot(List<Guest> guests) {
    return guests.stream().mapToLong(guest -> guest.snapshot).average().orElseThrow();
  }

  private static double told(List<Guest> guests) {
    return guests.stream().mapToDouble(guest -> guest.told).sum()
        / guests.stream().mapToDouble(guest -> guest.later).sum();
  }
}
