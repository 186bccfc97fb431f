package org.holdline.recording.webrtc;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.holdline.identity.entity.UserId;
import org.holdline.message.control.ConnectionQuality;
import org.holdline.message.control.ConnectionState;
import org.holdline.message.control.ParticipantKind;
import org.holdline.message.control.ParticipantView;
import org.holdline.message.control.Role;
import org.holdline.message.control.Signal.IceCandidate;
import org.holdline.recording.control.Capture;
import org.holdline.recording.control.CaptureEvents;
import org.holdline.recording.control.Capturing;
import org.holdline.recording.control.MediaFiles;
import org.holdline.recording.control.MediaFiles.Captured;
import org.holdline.recording.control.MediaFiles.Finished;
import org.holdline.recording.control.MediaFiles.Stream;
import org.holdline.recording.control.Take;
import org.holdline.room.entity.SessionId;
import org.jspecify.annotations.Nullable;

/** A room that is captured: passes signaling to its senders and keeps what it is given. */
final class TestRoom implements CaptureEvents, AutoCloseable {
  private final Take take;
  private final Capture capture;
  private final Map<SessionId, TestSender> senders = new ConcurrentHashMap<>();
  private final List<ParticipantView> people = new ArrayList<>();
  private final Map<String, ByteArrayOutputStream> streams = new HashMap<>();
  private final CountDownLatch flowing = new CountDownLatch(1);
  private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

  TestRoom(Capturing capturing, Take take) {
    this.take = take;
    capture = capturing.begin(take, this);
  }

  Capture capture() {
    return capture;
  }

  TestSender join(String name) throws Exception {
    return join(name, true);
  }

  TestSender join(String name, boolean sendsPictures) throws Exception {
    leave(name);
    people.add(person(name, sendsPictures));
    capture.present(people);
    return connect(new SessionId(name), sendsPictures);
  }

  /** On a new peer connection of the same session, as after a reload. */
  TestSender reload(String name) throws Exception {
    end(name);
    return connect(new SessionId(name), true);
  }

  private TestSender connect(SessionId session, boolean sendsPictures) throws Exception {
    var sender = new TestSender(session, capture, sendsPictures);
    senders.put(session, sender);
    return sender.begin();
  }

  void leave(String name) {
    people.removeIf(person -> person.sessionId().equals(name));
    capture.present(people);
    end(name);
  }

  private void end(String name) {
    var sender = senders.remove(new SessionId(name));
    if (sender != null) {
      sender.close();
    }
  }

  private static ParticipantView person(String name, boolean sendsPictures) {
    return new ParticipantView(
        name,
        new UserId(name),
        name,
        Role.PARTICIPANT,
        Instant.EPOCH,
        new ParticipantView.Media(true, sendsPictures, false, null, false),
        ConnectionState.ACTIVE,
        ConnectionQuality.GOOD,
        ParticipantKind.PERSON);
  }

  void awaitFlowing() throws InterruptedException {
    assertThat(flowing.await(20, TimeUnit.SECONDS)).as("media flow").isTrue();
  }

  /** Until so much is recorded. */
  void awaitLength(Duration length) {
    await(() -> capture.length().compareTo(length) >= 0);
  }

  private void await(BooleanSupplier condition) {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (!condition.getAsBoolean()) {
      assertThat(failure.get()).isNull();
      assertThat(System.nanoTime() - deadline).isNegative();
      LockSupport.parkNanos(5_000_000);
    }
  }

  /** Ends the capture; how long it was. */
  Duration end() {
    var length = capture.length();
    capture.end(Duration.ZERO);
    assertThat(failure.get()).isNull();
    return length;
  }

  List<Finished> finish(MediaFiles files, Path folder) throws Exception {
    return files.finish(
        take, List.of(new Captured(take.segment(), Duration.ZERO, streams())), folder);
  }

  synchronized Map<String, Stream> streams() {
    var all = new HashMap<String, Stream>();
    streams.forEach(
        (name, bytes) -> all.put(name, () -> new ByteArrayInputStream(bytes.toByteArray())));
    return all;
  }

  @Override
  public void flowing() {
    flowing.countDown();
  }

  @Override
  public void candidate(SessionId to, IceCandidate candidate) {
    var sender = senders.get(to);
    if (sender != null) {
      sender.candidate(candidate);
    }
  }

  @Override
  public synchronized void piece(String stream, ByteBuffer bytes) {
    var copy = new byte[bytes.remaining()];
    bytes.get(copy);
    streams.computeIfAbsent(stream, each -> new ByteArrayOutputStream()).writeBytes(copy);
  }

  @Override
  public void failed(String why, Throwable cause) {
    failure.set(cause);
  }

  @Override
  public void close() {
    capture.end(Duration.ZERO);
    senders.values().forEach(TestSender::close);
  }
}
