package org.holdline.transfer.entity;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.holdline.transfer.entity.RelayedChunks.Placed;
import org.holdline.transfer.entity.RelayedChunks.Segment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is held of a content, whatever is brought and given up in whichever order. */
class RelayedChunksModelTest {
  private static final int CHUNKS = 60;

  /** Fewer than chunks: some are alike. */
  private static final int ALIKE = 47;

  private static final int STEPS = 50;

  @RegisterExtension static final TestContents CONTENTS = new TestContents();

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void whatIsHeldIsWhatWasBroughtAndNotGivenUp(long seed) {
    var random = new Random(seed);
    var content = CONTENTS.add(chunks());
    var standing = new HashMap<Digest, UUID>();
    for (int step = 0; step < STEPS; step++) {
      if (random.nextInt(4) == 0 && !standing.isEmpty()) {
        var lost = standing.values().stream().sorted().findFirst().orElseThrow();
        CONTENTS.remove(new Segment(lost, content));
        standing.values().removeIf(lost::equals);
      } else {
        bring(content, random).forEach(standing::putIfAbsent);
      }
      assertHeld(content, standing);
    }
  }

  @Test
  void manyWhoBringTheSameAtTheSameTimeStoreItOnce() {
    var content = CONTENTS.add(chunks());
    var brought =
        IntStream.range(0, 24)
            .parallel()
            .mapToObj(seed -> bring(content, new Random(seed)).keySet())
            .flatMap(Set::stream)
            .collect(toSet());
    var found = CONTENTS.relayed(relayed -> relayed.find(content, 0, CHUNKS));
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
    var segment = CONTENTS.reserve(content);
    var placed =
        chunks().subList(from, end).stream()
            .map(each -> new Placed(each, segment.id(), each.number() * TestContents.SIZE))
            .toList();
    var used = CONTENTS.relayed(relayed -> relayed.place(content, placed));
    if (used.isEmpty()) {
      CONTENTS.remove(segment);
    }
    var standing = new HashMap<Digest, UUID>();
    placed.forEach(each -> standing.put(each.chunk().digest(), segment.id()));
    return standing;
  }

  private static void assertHeld(UUID content, Map<Digest, UUID> standing) {
    var expected =
        chunks().stream()
            .filter(each -> standing.containsKey(each.digest()))
            .map(Chunk::number)
            .toList();
    var found = CONTENTS.relayed(relayed -> relayed.find(content, 0, CHUNKS));
    assertThat(found).extracting(each -> each.chunk().number()).isEqualTo(expected);
    assertThat(found)
        .allSatisfy(
            each -> assertThat(each.segment()).isEqualTo(standing.get(each.chunk().digest())));
    var held = CONTENTS.relayed(relayed -> relayed.held(content));
    assertThat(
            held.ranges().stream()
                .flatMap(each -> IntStream.rangeClosed(each.first(), each.last()).boxed())
                .toList())
        .isEqualTo(expected);
    int count = CONTENTS.relayed(relayed -> relayed.count(content));
    assertThat(count).isEqualTo(expected.size());
  }

  private static List<Chunk> chunks() {
    return IntStream.range(0, CHUNKS).mapToObj(i -> TestContents.chunk(i, i % ALIKE)).toList();
  }
}
