package org.holdline.replay.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class ContinuityTest {
  private static final Epoch EPOCH = new Epoch("e");

  private static LoggedMessage message(long sequence, long previous, boolean durable) {
    var routing = new Routing(durable, "chat-message", null, null, null, null);
    return new LoggedMessage(
        new LogPosition(EPOCH, sequence), previous, routing, Instant.EPOCH, "{}");
  }

  @Test
  void anEmptyRunIsWholeWhenNothingIsNewer() {
    assertThat(Continuity.hole(7, List.of(), 7)).isEmpty();
    assertThat(Continuity.hole(7, List.of(), 3)).isEmpty();
    assertThat(Continuity.hole(7, List.of(), 9)).contains(new MissingRange(8, 9));
  }

  @Test
  void numbersOfSignalingAreNoHole() {
    var run = List.of(message(2, 1, true), message(5, 2, true));
    assertThat(Continuity.hole(1, run, 5)).isEmpty();
    assertThat(Continuity.hole(4, run.subList(1, 2), 5)).isEmpty();
  }

  @Test
  void signalingProvesNothing() {
    assertThat(Continuity.hole(1, List.of(message(4, 3, false)), 3))
        .contains(new MissingRange(2, 3));
  }

  /** A log of durable messages and others, of which some durable ones were lost. */
  @Property(tries = 500, seed = "20261121")
  void aHoleSpansExactlyWhatIsLost(
      @ForAll @Size(min = 1, max = 30) List<Boolean> durables,
      @ForAll @Size(max = 10) List<@IntRange(min = 1, max = 30) Integer> losses,
      @ForAll @IntRange(max = 31) int afterChoice) {
    long after = Math.min(afterChoice, durables.size());
    var run = new ArrayList<LoggedMessage>();
    var lost = new TreeSet<Long>();
    long previous = 0;
    for (int i = 0; i < durables.size(); i++) {
      long sequence = i + 1L;
      if (sequence > after) {
        if (durables.get(i) && losses.contains(i + 1)) {
          lost.add(sequence);
        } else {
          run.add(message(sequence, previous, durables.get(i)));
        }
      }
      previous = durables.get(i) ? sequence : previous;
    }
    var hole = Continuity.hole(after, run, previous);
    if (lost.isEmpty()) {
      assertThat(hole).isEmpty();
    } else {
      var range = hole.orElseThrow();
      assertThat(range.from()).isLessThanOrEqualTo(lost.first());
      assertThat(range.to()).isEqualTo(lost.last());
      assertThat(run.stream().filter(each -> each.routing().durable()))
          .as("nothing durable that is there lies before the first that is lost, within the range")
          .noneMatch(each -> each.sequence() >= range.from() && each.sequence() < lost.first());
    }
  }
}
