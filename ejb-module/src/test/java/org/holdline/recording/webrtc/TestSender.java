package org.holdline.recording.webrtc;

import dev.onvoid.webrtc.CreateSessionDescriptionObserver;
import dev.onvoid.webrtc.PeerConnectionFactory;
import dev.onvoid.webrtc.PeerConnectionObserver;
import dev.onvoid.webrtc.RTCConfiguration;
import dev.onvoid.webrtc.RTCIceCandidate;
import dev.onvoid.webrtc.RTCOfferOptions;
import dev.onvoid.webrtc.RTCPeerConnection;
import dev.onvoid.webrtc.RTCRtpTransceiverDirection;
import dev.onvoid.webrtc.RTCRtpTransceiverInit;
import dev.onvoid.webrtc.RTCSdpType;
import dev.onvoid.webrtc.RTCSessionDescription;
import dev.onvoid.webrtc.SetSessionDescriptionObserver;
import dev.onvoid.webrtc.media.MediaStreamTrack;
import dev.onvoid.webrtc.media.audio.AudioDeviceModule;
import dev.onvoid.webrtc.media.audio.AudioLayer;
import dev.onvoid.webrtc.media.audio.CustomAudioSource;
import dev.onvoid.webrtc.media.video.CustomVideoSource;
import dev.onvoid.webrtc.media.video.NativeI420Buffer;
import dev.onvoid.webrtc.media.video.VideoFrame;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.holdline.message.control.Signal.IceCandidate;
import org.holdline.message.control.Target;
import org.holdline.recording.control.Capture;
import org.holdline.room.entity.SessionId;

/**
 * Sends a grey picture and silence; every two seconds a white flash with a beep. Its sound module
 * is a pretended one: with the headless one, pushed sound collides with its own.
 */
final class TestSender implements AutoCloseable {
  private static final PeerConnectionFactory FACTORY =
      new PeerConnectionFactory(new AudioDeviceModule(AudioLayer.kDummyAudio));
  private static final int RATE = 48_000;
  private static final int STEP = RATE / 100;
  private static final int PICTURE_MILLIS = 33;
  private static final long PERIOD_NANOS = 2_000_000_000;
  private static final long FLASH_NANOS = 200_000_000;
  private static final int GREY = 60;
  private static final int WHITE = 220;

  private final SessionId session;
  private final Capture capture;
  private final ScheduledExecutorService threads =
      Executors.newScheduledThreadPool(2, Thread.ofPlatform().daemon().factory());
  private final CustomVideoSource pictures = new CustomVideoSource();
  private final CustomAudioSource sounds = new CustomAudioSource();
  private final RTCPeerConnection connection;
  private final CompletableFuture<Boolean> answered = new CompletableFuture<>();
  private final boolean sendsPictures;
  private final List<Future<?>> pushing = new ArrayList<>();
  private volatile int width = 640;
  private volatile int height = 360;
  private long samples;
  private long soundBegan;

  TestSender(SessionId session, Capture capture, boolean sendsPictures) {
    this.session = session;
    this.capture = capture;
    this.sendsPictures = sendsPictures;
    connection = FACTORY.createPeerConnection(new RTCConfiguration(), observer());
  }

  private PeerConnectionObserver observer() {
    return new PeerConnectionObserver() {
      @Override
      public void onIceCandidate(RTCIceCandidate candidate) {
        var target = new Target(null, session.value());
        var own =
            new IceCandidate(
                candidate.sdp, candidate.sdpMid, (long) candidate.sdpMLineIndex, null, target);
        threads.execute(() -> capture.candidate(session, own));
      }
    };
  }

  /** Connects and begins to send. */
  TestSender begin() throws Exception {
    add(FACTORY.createAudioTrack("sound", sounds));
    if (sendsPictures) {
      add(FACTORY.createVideoTrack("picture", pictures));
    }
    offer(false);
    pushing.add(threads.scheduleAtFixedRate(this::pushSound, 0, 10, TimeUnit.MILLISECONDS));
    if (sendsPictures) {
      pushing.add(
          threads.scheduleAtFixedRate(this::pushPicture, 0, PICTURE_MILLIS, TimeUnit.MILLISECONDS));
    }
    return this;
  }

  private void add(MediaStreamTrack track) {
    var init = new RTCRtpTransceiverInit();
    init.direction = RTCRtpTransceiverDirection.SEND_ONLY;
    init.streamIds = List.of("stream");
    connection.addTransceiver(track, init);
  }

  void offer(boolean restart) throws Exception {
    var options = new RTCOfferOptions();
    options.iceRestart = restart;
    var made = new CompletableFuture<RTCSessionDescription>();
    connection.createOffer(
        options,
        new CreateSessionDescriptionObserver() {
          @Override
          public void onSuccess(RTCSessionDescription description) {
            made.complete(description);
          }

          @Override
          public void onFailure(String error) {
            made.completeExceptionally(new AssertionError(error));
          }
        });
    var offer = made.get(5, TimeUnit.SECONDS);
    await(done -> connection.setLocalDescription(offer, done));
    var answer = capture.answer(session, offer.sdp);
    await(done ->
        connection.setRemoteDescription(
            new RTCSessionDescription(RTCSdpType.ANSWER, answer), done));
    answered.complete(true);
  }

  private static void await(Consumer<SetSessionDescriptionObserver> step) throws Exception {
    var set = new CompletableFuture<Boolean>();
    step.accept(
        new SetSessionDescriptionObserver() {
          @Override
          public void onSuccess() {
            set.complete(true);
          }

          @Override
          public void onFailure(String error) {
            set.completeExceptionally(new AssertionError(error));
          }
        });
    set.get(5, TimeUnit.SECONDS);
  }

  /** One of the capture's candidates. */
  void candidate(IceCandidate candidate) {
    var line = candidate.sdpMLineIndex();
    threads.execute(() -> {
      answered.join();
      connection.addIceCandidate(
          new RTCIceCandidate(
              String.valueOf(candidate.sdpMid()),
              line == null ? 0 : line.intValue(),
              candidate.candidate()));
    });
  }

  void resize(int newWidth, int newHeight) {
    width = newWidth;
    height = newHeight;
  }

  private static boolean flashesAt(long nanos) {
    return Math.floorMod(nanos, PERIOD_NANOS) < FLASH_NANOS;
  }

  private void pushPicture() {
    long now = System.nanoTime();
    var buffer = NativeI420Buffer.allocate(width, height);
    fill(buffer.getDataY(), flashesAt(now) ? WHITE : GREY);
    fill(buffer.getDataU(), 128);
    fill(buffer.getDataV(), 128);
    var frame = new VideoFrame(buffer, now);
    pictures.pushFrame(frame);
    frame.release();
  }

  private static void fill(ByteBuffer plane, int value) {
    var row = new byte[plane.capacity()];
    Arrays.fill(row, (byte) value);
    plane.put(0, row);
  }

  private void pushSound() {
    if (samples == 0) {
      soundBegan = System.nanoTime();
    }
    // By its place in the sound, not by when a busy machine comes to push it.
    boolean beeps = flashesAt(soundBegan + samples * 1_000_000_000 / RATE);
    var data = new byte[STEP * 2];
    for (int index = 0; index < STEP; index++) {
      short value =
          (short) (beeps ? 12_000 * Math.sin(2 * Math.PI * 1000 * (samples + index) / RATE) : 0);
      data[index * 2] = (byte) value;
      data[index * 2 + 1] = (byte) (value >> 8);
    }
    samples += STEP;
    sounds.pushAudio(data, 16, RATE, 1, STEP);
  }

  /** Without a word: the other side hears of it from the room. */
  @Override
  public void close() {
    pushing.forEach(each -> each.cancel(false));
    threads.shutdownNow();
    try {
      if (!threads.awaitTermination(5, TimeUnit.SECONDS)) {
        throw new AssertionError("a sender does not end");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    connection.close();
  }
}
