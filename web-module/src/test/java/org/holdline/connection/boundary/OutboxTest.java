package org.holdline.connection.boundary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.holdline.message.control.Parcel;
import org.holdline.platform.control.Background;
import org.junit.jupiter.api.Test;

class OutboxTest {
  private final AtomicInteger tries = new AtomicInteger();
  private final AtomicInteger overflows = new AtomicInteger();

  /** What is to run soon runs at once. */
  private static final class AtOnce implements Background {
    @Override
    public void execute(Runnable task) {
      task.run();
    }

    @Override
    public void executePatient(Runnable task) {
      task.run();
    }

    @Override
    public void every(Duration pause, Runnable task) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void forever(String name, Runnable task) {
      throw new UnsupportedOperationException();
    }
  }

  /** Keeps what is written; says that it was, or leaves that open. */
  private static final class KeepingLine implements Line {
    private final List<Parcel> frames = new ArrayList<>();
    private final List<Consumer<Boolean>> open = new ArrayList<>();
    private final List<ByteBuffer> pings = new ArrayList<>();
    private boolean prompt = true;

    @Override
    public void write(Parcel frame, Consumer<Boolean> written) {
      frames.add(frame);
      if (prompt) {
        written.accept(true);
      } else {
        open.add(written);
      }
    }

    @Override
    public void ping(ByteBuffer data) {
      pings.add(data);
    }

    List<String> texts() {
      return frames.stream().map(Parcel::text).toList();
    }
  }

  /** As the container's, which refuses everything once it is closed. */
  private final class ClosedLine implements Line {
    @Override
    public void write(Parcel frame, Consumer<Boolean> written) {
      tries.incrementAndGet();
      throw new IllegalStateException("The connection has been closed.");
    }

    @Override
    public void ping(ByteBuffer data) {
      throw new IllegalStateException("The connection has been closed.");
    }
  }

  private final KeepingLine line = new KeepingLine();

  private Outbox outbox(Line to, boolean coalesces) {
    return new Outbox(to, coalesces, new AtOnce(), overflows::incrementAndGet);
  }

  private static Parcel parcel(int chars) {
    return Parcel.of("\"" + "x".repeat(chars - 2) + "\"");
  }

  @Test
  void whatNobodyKeepsIsLeftOutFirstWhenTheReaderIsSlow() {
    line.prompt = false;
    var outbox = outbox(line, true);
    assertThat(outbox.offerPassing(List.of("{}"))).isTrue();
    assertThat(line.texts()).containsExactly("{}");
    outbox.offer(Parcel.of(Collections.nCopies(200, "{}")));
    assertThat(outbox.offerPassing(List.of("{}"))).isTrue();
    assertThat(outbox.offerPassing(List.of("{}"))).isFalse();
    outbox.offer(List.of(Parcel.of("{}")));
    assertThat(overflows).as("the connection is not given up for it").hasValue(0);
    outbox.close();
    assertThat(outbox.offerPassing(List.of("{}"))).isFalse();
  }

  @Test
  void aSocketThatClosedMeanwhileIsNoFaultAndIsNotTriedAgain() throws InterruptedException {
    var outbox = outbox(new ClosedLine(), true);
    assertThatNoException().isThrownBy(() -> outbox.offer(List.of(Parcel.of("{}"))));
    outbox.offer(List.of(Parcel.of("{}")));
    assertThat(tries).hasValue(1);
    assertThat(outbox.awaitLowWater(Duration.ZERO)).isFalse();
  }

  @Test
  void whatCameWhileAFrameWasWrittenGoesOutInOneFrame() {
    line.prompt = false;
    var outbox = outbox(line, true);
    outbox.offer(List.of(Parcel.of("1")));
    outbox.offer(Parcel.of(List.of("2", "3")));
    outbox.offer(List.of(Parcel.of("4")));
    assertThat(line.texts()).containsExactly("1");
    line.open.removeFirst().accept(true);
    assertThat(line.texts()).containsExactly("1", "[2,3,4]");
  }

  @Test
  void aFrameThatIsSharedIsWrittenAsItIs() {
    var shared = Parcel.of(List.of("1", "2"));
    outbox(line, true).offer(shared);
    assertThat(line.frames).containsExactlyElementsOf(shared);
  }

  @Test
  void noFrameIsLargerThanAParcelMayBe() {
    line.prompt = false;
    var outbox = outbox(line, true);
    outbox.offer(List.of(Parcel.of("1")));
    outbox.offer(List.of(parcel(Parcel.CHARS_MAX - 1), Parcel.of("2"), Parcel.of("3")));
    line.prompt = true;
    line.open.removeFirst().accept(true);
    assertThat(line.frames).extracting(Parcel::size).containsExactly(1, 2, 1);
  }

  @Test
  void aPlainClientGetsOneEnvelopeAFrame() {
    outbox(line, false).offer(Parcel.of(List.of("1", "2")));
    assertThat(line.texts()).containsExactly("1", "2");
  }

  @Test
  void onlyWhatAPongConfirmsMakesRoomForMore() {
    var outbox = outbox(line, true);
    for (int i = 0; i < 20; i++) {
      outbox.offer(List.of(parcel(Parcel.CHARS_MAX)));
    }
    assertThat(line.frames).hasSizeLessThan(10);
    assertThat(line.pings).isNotEmpty();
    while (!line.pings.isEmpty()) {
      outbox.confirm(line.pings.removeFirst());
    }
    assertThat(line.frames).hasSize(20);
  }

  @Test
  void whoDoesNotReadIsToldOfOnce() throws InterruptedException {
    line.prompt = false;
    var outbox = outbox(line, true);
    for (int i = 0; i < Outbox.ENVELOPES_MAX + 10; i++) {
      outbox.offer(List.of(Parcel.of("{}")));
    }
    assertThat(overflows).hasValue(1);
    assertThat(outbox.awaitLowWater(Duration.ZERO)).isFalse();
  }
}
