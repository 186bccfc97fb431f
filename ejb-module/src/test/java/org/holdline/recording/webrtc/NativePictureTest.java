package org.holdline.recording.webrtc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.onvoid.webrtc.PeerConnectionFactory;
import dev.onvoid.webrtc.media.audio.HeadlessAudioDeviceModule;
import dev.onvoid.webrtc.media.video.NativeI420Buffer;
import dev.onvoid.webrtc.media.video.VideoFrame;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NativePictureTest {
  private static final HeadlessAudioDeviceModule SOUND = new HeadlessAudioDeviceModule();
  private static final PeerConnectionFactory FACTORY = new PeerConnectionFactory(SOUND);

  @BeforeAll
  static void itsLibraryIsLoaded() {
    assertThat(FACTORY).isNotNull();
  }

  @AfterAll
  static void close() {
    FACTORY.dispose();
    SOUND.dispose();
  }

  @ParameterizedTest
  @CsvSource({"640,360", "320,180", "640,180"})
  void aPictureIsAsItWasWhenAnotherOfWhateverSizeWasMadeOfItAndReleased(int width, int height) {
    var picture =
        NativePicture.of(new VideoFrame(NativeI420Buffer.allocate(640, 360), System.nanoTime()));
    for (int time = 0; time < 3; time++) {
      var scaled = picture.scaledTo(width, height);
      assertThat(scaled.width()).isEqualTo(width);
      assertThat(scaled.luma().capacity()).isGreaterThanOrEqualTo(width * height);
      scaled.release();
    }
    assertThat(picture.width()).isEqualTo(640);
    picture.release();
  }
}
