package org.holdline.recording.webrtc;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.holdline.recording.control.MediaReceiver;
import org.holdline.recording.control.Pcm;
import org.holdline.recording.control.Picture;
import org.junit.jupiter.api.Test;

class ReceivingPeerTest {
  private static String offer() throws IOException {
    try (var text = ReceivingPeerTest.class.getResourceAsStream("offer.sdp")) {
      return new String(requireNonNull(text).readAllBytes(), UTF_8);
    }
  }

  /** Notes as what it is called, and fails. */
  private static final class Failing implements MediaReceiver {
    private final CompletableFuture<ClassLoader> called = new CompletableFuture<>();

    @Override
    public void candidate(String candidate, String sdpMid, int sdpMLineIndex) {
      called.complete(Thread.currentThread().getContextClassLoader());
      throw new IllegalStateException("on purpose");
    }

    @Override
    public void picture(Picture picture, long atNanos) {
      picture.release();
    }

    @Override
    public void sound(Pcm pcm, long atNanos) {
      // nobody sends
    }
  }

  @Test
  void whoeverHearsIsCalledAsTheApplicationAndEndsNothingWhenHeFails() throws Exception {
    try (var peers = new WebrtcPeers()) {
      var receiver = new Failing();
      var peer = peers.open(List.of(), receiver);
      assertThat(peer.answer(offer())).contains("a=recvonly");
      assertThat(receiver.called.get(5, TimeUnit.SECONDS))
          .isSameAs(Thread.currentThread().getContextClassLoader());
      assertThat(peer.answer(offer())).as("it goes on").contains("a=recvonly");
      peer.close();
    }
  }
}
