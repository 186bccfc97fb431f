package org.holdline.recording.webrtc;

import dev.onvoid.webrtc.CreateSessionDescriptionObserver;
import dev.onvoid.webrtc.PeerConnectionFactory;
import dev.onvoid.webrtc.PeerConnectionObserver;
import dev.onvoid.webrtc.RTCAnswerOptions;
import dev.onvoid.webrtc.RTCConfiguration;
import dev.onvoid.webrtc.RTCIceCandidate;
import dev.onvoid.webrtc.RTCPeerConnection;
import dev.onvoid.webrtc.RTCPeerConnectionState;
import dev.onvoid.webrtc.RTCRtpTransceiver;
import dev.onvoid.webrtc.RTCSdpType;
import dev.onvoid.webrtc.RTCSessionDescription;
import dev.onvoid.webrtc.SetSessionDescriptionObserver;
import dev.onvoid.webrtc.media.audio.AudioTrack;
import dev.onvoid.webrtc.media.audio.AudioTrackSink;
import dev.onvoid.webrtc.media.video.VideoFrame;
import dev.onvoid.webrtc.media.video.VideoTrack;
import dev.onvoid.webrtc.media.video.VideoTrackSink;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.ShortBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import org.holdline.message.control.Signal.IceCandidate;
import org.holdline.problem.entity.ProblemException;
import org.holdline.recording.control.MediaPeer;
import org.holdline.recording.control.MediaReceiver;
import org.holdline.recording.control.Pcm;
import org.jspecify.annotations.Nullable;

/** One receive-only peer connection of webrtc-java. */
final class ReceivingPeer implements MediaPeer, PeerConnectionObserver {
  private static final System.Logger LOG = System.getLogger(ReceivingPeer.class.getName());
  private static final long ANSWER_SECONDS = 5;

  private final MediaReceiver receiver;
  private final Callback callback = new Callback();
  private final RTCPeerConnection connection;
  private final ConcurrentLinkedQueue<Runnable> endings = new ConcurrentLinkedQueue<>();
  private final Lateness lateness = new Lateness();
  private final ReentrantLock use = new ReentrantLock();
  private volatile boolean wasConnected;
  private volatile boolean isClosed;

  ReceivingPeer(
      PeerConnectionFactory factory, RTCConfiguration configuration, MediaReceiver receiver) {
    this.receiver = receiver;
    connection = factory.createPeerConnection(configuration, this);
  }

  @Override
  public synchronized String answer(String sdp) {
    if (isClosed) {
      throw refusal(null);
    }
    try {
      return negotiate(sdp);
    } catch (ExecutionException | TimeoutException e) {
      throw refusal(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    } catch (Error e) {
      throw refusal(misread(e));
    }
  }

  private String negotiate(String sdp)
      throws InterruptedException, ExecutionException, TimeoutException {
    var remote = new RTCSessionDescription(RTCSdpType.OFFER, sdp);
    await(done -> connection.setRemoteDescription(remote, done));
    var answer = new Created();
    connection.createAnswer(new RTCAnswerOptions(), answer);
    var local = answer.future.get(ANSWER_SECONDS, TimeUnit.SECONDS);
    await(done -> connection.setLocalDescription(local, done));
    return local.sdp;
  }

  private static ProblemException refusal(@Nullable Throwable cause) {
    var refusal =
        new ProblemException(
            ProblemException.Kind.MALFORMED, "invalid_sdp", "The offer cannot be answered");
    refusal.initCause(cause);
    return refusal;
  }

  /** webrtc-java says so, with a bare error, that it could not read something. */
  private static Error misread(Error error) {
    if (error.getClass() != Error.class) {
      throw error;
    }
    return error;
  }

  /** A step of the negotiation. */
  private interface Step {
    void begin(SetSessionDescriptionObserver done);
  }

  private static void await(Step step)
      throws InterruptedException, ExecutionException, TimeoutException {
    var set = new DescriptionSet();
    step.begin(set);
    set.future.get(ANSWER_SECONDS, TimeUnit.SECONDS);
  }

  /** Why WebRTC refused a description. */
  private static final class Refusal extends Exception {
    private static final long serialVersionUID = 1;

    Refusal(String message) {
      super(message);
    }
  }

  /** Waits for a description to be taken. */
  private static final class DescriptionSet implements SetSessionDescriptionObserver {
    private final CompletableFuture<Boolean> future = new CompletableFuture<>();

    @Override
    public void onSuccess() {
      future.complete(true);
    }

    @Override
    public void onFailure(String error) {
      future.completeExceptionally(new Refusal(error));
    }
  }

  /** Waits for a description to be made. */
  private static final class Created implements CreateSessionDescriptionObserver {
    private final CompletableFuture<RTCSessionDescription> future = new CompletableFuture<>();

    @Override
    public void onSuccess(RTCSessionDescription description) {
      future.complete(description);
    }

    @Override
    public void onFailure(String error) {
      future.completeExceptionally(new Refusal(error));
    }
  }

  @Override
  public synchronized void candidate(IceCandidate candidate) {
    if (isClosed || candidate.candidate().isEmpty()) {
      return;
    }
    var line = candidate.sdpMLineIndex();
    var mid = candidate.sdpMid();
    try {
      connection.addIceCandidate(
          new RTCIceCandidate(
              mid == null ? "" : mid, line == null ? 0 : line.intValue(), candidate.candidate()));
    } catch (Error e) {
      LOG.log(Level.DEBUG, "a candidate was not understood", misread(e));
    }
  }

  @Override
  public void onIceCandidate(RTCIceCandidate candidate) {
    callback.run(
        () -> receiver.candidate(candidate.sdp, candidate.sdpMid, candidate.sdpMLineIndex));
  }

  @Override
  public void onConnectionChange(RTCPeerConnectionState state) {
    wasConnected |= state == RTCPeerConnectionState.CONNECTED;
  }

  @Override
  public void onTrack(RTCRtpTransceiver transceiver) {
    callback.run(() -> follow(transceiver));
  }

  private void follow(RTCRtpTransceiver transceiver) {
    switch (transceiver.getReceiver().getTrack()) {
      case VideoTrack video -> {
        VideoTrackSink sink = frame -> callback.run(() -> show(frame));
        video.addSink(sink);
        endings.add(() -> video.removeSink(sink));
      }
      case AudioTrack audio -> {
        AudioTrackSink sink =
            (data, bits, sampleRate, channels, samples) ->
                callback.run(() -> hear(data, sampleRate, channels, samples));
        audio.addSink(sink);
        endings.add(() -> audio.removeSink(sink));
      }
      default -> {
        // there are no others
      }
    }
  }

  private void show(VideoFrame frame) {
    var picture = NativePicture.of(frame);
    if (isClosed) {
      picture.release();
    } else {
      receiver.picture(picture, frame.timestampNs);
    }
  }

  /** Also before anything comes: that is silence, and nobody's. */
  private void hear(byte[] data, int sampleRate, int channels, int samples) {
    if (!isClosed && wasConnected) {
      var pcm = new short[samples * channels];
      ByteBuffer.wrap(data).order(ByteOrder.nativeOrder()).asShortBuffer().get(pcm);
      receiver.sound(
          new Pcm(ShortBuffer.wrap(pcm), sampleRate, channels),
          System.nanoTime() - lateness.nanos());
    }
  }

  /** Asks only while nothing else is under way: the next second will do. */
  @Override
  public void measure() {
    if (use.tryLock()) {
      try {
        if (!isClosed) {
          connection.getStats(report -> callback.run(() -> lateness.learn(report)));
        }
      } finally {
        use.unlock();
      }
    }
  }

  @Override
  public synchronized void close() {
    use.lock();
    try {
      if (!isClosed) {
        isClosed = true;
        endings.forEach(Runnable::run);
        connection.close();
      }
    } finally {
      use.unlock();
    }
  }
}
