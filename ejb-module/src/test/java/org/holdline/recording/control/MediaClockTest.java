package org.holdline.recording.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class MediaClockTest {
  private static final long MILLI = 1_000_000;

  private final MediaClock clock = new MediaClock();

  @Test
  void beforeItBeginsNothingIsOnTheTimeline() {
    assertThat(clock.at(5)).isEmpty();
    assertThat(clock.lengthMicros(5)).isZero();
  }

  @Test
  void itBeginsOnce() {
    clock.begin(10 * MILLI);
    clock.begin(20 * MILLI);
    assertThat(clock.at(30 * MILLI)).hasValue(20_000);
  }

  @Test
  void whatCameBeforeItBeganIsNotOnTheTimeline() {
    clock.begin(10 * MILLI);
    assertThat(clock.at(9 * MILLI)).isEmpty();
  }

  @Test
  void aPauseLeavesNoTrace() {
    clock.begin(0);
    clock.pause(10 * MILLI);
    assertThat(clock.at(20 * MILLI)).isEmpty();
    assertThat(clock.lengthMicros(20 * MILLI)).isEqualTo(10_000);
    clock.resume(50 * MILLI);
    assertThat(clock.at(51 * MILLI)).hasValue(11_000);
  }

  @Test
  void whatWasHeardInThePauseIsNotOnTheTimelineAfterIt() {
    clock.begin(0);
    clock.pause(10 * MILLI);
    clock.resume(50 * MILLI);
    assertThat(clock.at(49 * MILLI)).isEmpty();
  }

  @Test
  void whatCameBeforeThePauseIsOnTheTimelineEvenWhenItComesLate() {
    clock.begin(0);
    clock.pause(10 * MILLI);
    assertThat(clock.at(9 * MILLI)).hasValue(9_000);
    assertThat(clock.at(10 * MILLI)).isEmpty();
  }

  @Test
  void aPauseThatWasDecidedBeforeTheLastResumeTakesNothingBack() {
    clock.begin(0);
    clock.pause(10 * MILLI);
    clock.resume(30 * MILLI);
    clock.pause(25 * MILLI);
    assertThat(clock.lengthMicros(60 * MILLI)).isEqualTo(10_000);
    clock.resume(20 * MILLI);
    assertThat(clock.lengthMicros(31 * MILLI)).isEqualTo(11_000);
  }

  @Test
  void itsLengthALittleWhileAgoIsKnownToo() {
    clock.begin(10 * MILLI);
    assertThat(clock.lengthMicros(5 * MILLI)).isZero();
    clock.pause(30 * MILLI);
    assertThat(clock.lengthMicros(25 * MILLI)).isEqualTo(15_000);
    assertThat(clock.lengthMicros(99 * MILLI)).isEqualTo(20_000);
  }

  @Test
  void pausesAndResumesThatRepeatChangeNothing() {
    clock.begin(0);
    clock.pause(10 * MILLI);
    clock.pause(20 * MILLI);
    clock.resume(30 * MILLI);
    clock.resume(40 * MILLI);
    assertThat(clock.lengthMicros(50 * MILLI)).isEqualTo(30_000);
  }

  @Property
  void itIsAsLongAsAllStretchesBetweenPauses(
      @ForAll @Size(max = 20) List<@IntRange(min = 1, max = 10_000) Integer> stretches) {
    var any = new MediaClock();
    any.begin(0);
    long now = 0;
    long expected = 0;
    boolean runs = true;
    for (int stretch : stretches) {
      now += stretch * MILLI;
      expected += runs ? stretch * 1000L : 0;
      assertThat(any.lengthMicros(now)).isEqualTo(expected);
      if (runs) {
        any.pause(now);
      } else {
        any.resume(now);
      }
      runs = !runs;
    }
  }
}
