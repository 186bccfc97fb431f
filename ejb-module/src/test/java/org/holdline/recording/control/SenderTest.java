package org.holdline.recording.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import org.holdline.message.control.Signal.IceCandidate;
import org.holdline.problem.entity.UnavailableException;
import org.holdline.recording.ffmpeg.FfmpegCodecs;
import org.holdline.room.entity.SessionId;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SenderTest {
  private static final long MILLI = 1_000_000;

  private final MediaClock clock = new MediaClock();
  private final Sender sender =
      new Sender(
          new SessionId("ada"),
          receiver -> {
            throw new AssertionError("nobody offers");
          },
          new Nobody(),
          new Voice(new FfmpegCodecs().resampler()));
  private boolean hasEnded;

  /** Is told nothing here. */
  private static final class Nobody implements CaptureEvents {
    @Override
    public void flowing() {
      throw new AssertionError();
    }

    @Override
    public void candidate(SessionId to, IceCandidate candidate) {
      throw new AssertionError();
    }

    @Override
    public void piece(String stream, ByteBuffer bytes) {
      throw new AssertionError();
    }

    @Override
    public void failed(String why, Throwable cause) {
      throw new AssertionError(why, cause);
    }
  }

  @AfterEach
  void everyPictureIsReleased() {
    end();
    assertThat(PaintedPicture.held).isZero();
  }

  private void end() {
    if (!hasEnded) {
      hasEnded = true;
      sender.end();
    }
  }

  private void come(int width, long millis) {
    sender.picture(new PaintedPicture(width, 2, 0), millis * MILLI);
  }

  /** How wide what is shown then is; null when that is nothing. */
  private @Nullable Integer widthAt(long millis) {
    sender.show(clock, millis * 1000);
    var shown = sender.shown();
    return shown == null ? null : shown.width();
  }

  @Test
  void eachMomentHasThePictureThatWasTheNewestThenAlsoWhenItIsWrittenLate() {
    clock.begin(0);
    come(10, 5);
    come(20, 38);
    come(30, 71);

    assertThat(widthAt(0)).isNull();
    assertThat(widthAt(37)).isEqualTo(10);
    assertThat(widthAt(38)).isEqualTo(20);
    assertThat(widthAt(100)).isEqualTo(30);
    assertThat(widthAt(900)).isEqualTo(30);
  }

  @Test
  void whatCameBeforeTheTimelineBeganOrInAPauseIsPassedOver() {
    come(10, 0);
    clock.begin(5 * MILLI);
    assertThat(widthAt(0)).isEqualTo(10);
    clock.pause(10 * MILLI);
    come(20, 12);
    clock.resume(50 * MILLI);
    come(30, 60);
    assertThat(widthAt(14)).isEqualTo(20);
    assertThat(widthAt(15)).isEqualTo(30);
  }

  @Test
  void ofMoreThanCanWaitTheNewestAreKept() {
    clock.begin(0);
    for (int number = 1; number <= 100; number++) {
      come(number, number);
    }
    assertThat(PaintedPicture.held).isEqualTo(24);
    assertThat(widthAt(0)).isNull();
    assertThat(widthAt(1000)).isEqualTo(100);
  }

  @Test
  void whatComesAfterTheEndIsReleasedAndNothingIsAnswered() {
    end();
    come(10, 1);
    assertThat(PaintedPicture.held).isZero();
    assertThatThrownBy(() -> sender.answer("v=0")).isInstanceOf(UnavailableException.class);
  }
}
