package org.holdline.transfer.entity;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.holdline.identity.entity.UserId;
import org.holdline.platform.entity.TestDatabase;
import org.holdline.room.entity.RoomId;
import org.holdline.transfer.entity.RelayedChunks.Placed;
import org.holdline.transfer.entity.RelayedChunks.Segment;
import org.holdline.transfer.entity.RelayedChunks.Space;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is held of a content, whatever is brought and given up in whichever order. */
class RelayedChunksModelTest {
  private static final Instant NOW = Instant.parse("2026-11-21T09:00:00Z");
  private static final int SIZE = 65_536;
  private static final int CHUNKS = 60;

  /** Fewer than chunks: some are alike. */
  private static final int ALIKE = 47;

  private static final int STEPS = 50;

  private static @Nullable TestDatabase database;

  @BeforeAll
  static void start() {
    database = new TestDatabase();
  }

  @AfterAll
  static void stop() {
    database().close();
  }

  private static TestDatabase database() {
    return Objects.requireNonNull(database);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void whatIsHeldIsWhatWasBroughtAndNotGivenUp(long seed) {
    var random = new Random(seed);
    var content = content();
    var standing = new HashMap<Digest, UUID>();
    for (int step = 0; step < STEPS; step++) {
      if (random.nextInt(4) == 0 && !standing.isEmpty()) {
        var lost = standing.values().stream().sorted().findFirst().orElseThrow();
        giveUp(content, lost);
        standing.values().removeIf(lost::equals);
      } else {
        bring(content, random).forEach(standing::putIfAbsent);
      }
      assertHeld(content, standing);
    }
  }

  @Test
  void manyWhoBringTheSameAtTheSameTimeStoreItOnce() {
    var content = content();
    var brought =
        IntStream.range(0, 24)
            .parallel()
            .mapToObj(seed -> bring(content, new Random(seed)).keySet())
            .flatMap(Set::stream)
            .collect(toSet());
    var found = run(relayed -> relayed.find(content, 0, CHUNKS));
    var places = new HashMap<Digest, Set<UUID>>();
    for (var each : found) {
      places.computeIfAbsent(each.chunk().digest(), any -> new HashSet<>()).add(each.segment());
    }
    assertThat(places.keySet()).isEqualTo(brought);
    assertThat(places.values()).allSatisfy(segments -> assertThat(segments).hasSize(1));
  }

  /** A run of chunks in a segment of its own; answers where each would stand. */
  private static Map<Digest, UUID> bring(UUID content, Random random) {
    int from = random.nextInt(CHUNKS);
    int end = from + 1 + random.nextInt(CHUNKS - from);
    var segment = new Segment(UUID.randomUUID(), content);
    run(relayed -> relayed.reserve(List.of(new Space(segment, 1)), NOW));
    var placed =
        chunks().subList(from, end).stream()
            .map(each -> new Placed(each, segment.id(), each.number() * SIZE))
            .toList();
    var used = run(relayed -> relayed.place(content, placed));
    if (used.isEmpty()) {
      giveUp(content, segment.id());
    }
    var standing = new HashMap<Digest, UUID>();
    placed.forEach(each -> standing.put(each.chunk().digest(), segment.id()));
    return standing;
  }

  private static void giveUp(UUID content, UUID segment) {
    run(relayed -> {
      relayed.remove(List.of(new Segment(segment, content)));
      return true;
    });
  }

  private static void assertHeld(UUID content, Map<Digest, UUID> standing) {
    var expected =
        chunks().stream()
            .filter(each -> standing.containsKey(each.digest()))
            .map(Chunk::number)
            .toList();
    var found = run(relayed -> relayed.find(content, 0, CHUNKS));
    assertThat(found).extracting(each -> each.chunk().number()).isEqualTo(expected);
    assertThat(found)
        .allSatisfy(
            each -> assertThat(each.segment()).isEqualTo(standing.get(each.chunk().digest())));
    var held = run(relayed -> relayed.held(content));
    assertThat(
            held.ranges().stream()
                .flatMap(each -> IntStream.rangeClosed(each.first(), each.last()).boxed())
                .toList())
        .isEqualTo(expected);
    int count = run(relayed -> relayed.count(content));
    assertThat(count).isEqualTo(expected.size());
  }

  private static UUID content() {
    var facts =
        new ContentFacts(
            "a.bin",
            "application/octet-stream",
            (long) CHUNKS * SIZE,
            1,
            Chunking.FIXED,
            null,
            null);
    var content = new FileContent(new RoomId("standup"), new UserId("ada"), facts, NOW);
    database()
        .inTransaction(e -> {
          new Transfers(e).add(content, List.of());
          new Manifests(e).append(content.id(), List.of(), chunks(), true);
          return true;
        });
    return content.id();
  }

  private static List<Chunk> chunks() {
    return IntStream.range(0, CHUNKS)
        .mapToObj(i -> new Chunk(i, digest(i % ALIKE), SIZE, (long) i * SIZE))
        .toList();
  }

  private static Digest digest(int number) {
    return Digest.of(ByteBuffer.allocate(Digest.BYTES).putInt(number).array());
  }

  private static <T> T run(Function<RelayedChunks, T> work) {
    return database().inTransaction(e -> work.apply(new RelayedChunks(e)));
  }
}
