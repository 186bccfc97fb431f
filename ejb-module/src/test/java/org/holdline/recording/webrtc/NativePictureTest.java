package org.holdline.recording.webrtc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.onvoid.webrtc.PeerConnectionFactory;
import dev.onvoid.webrtc.media.audio.HeadlessAudioDeviceModule;
import dev.onvoid.webrtc.media.video.NativeI420Buffer;
import dev.onvoid.webrtc.media.video.VideoFrame;
import java.nio.ByteBuffer;
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

  /** Smaller than, as large as and larger than what is made of it, odd, upright, and turned. */
  @ParameterizedTest
  @CsvSource({
    "640,360,0,640,360",
    "640,360,0,320,180",
    "640,360,0,640,180",
    "640,360,0,1280,720",
    "641,361,0,640,360",
    "853,479,0,426,240",
    "321,181,0,854,480",
    "360,640,0,270,480",
    "360,640,90,360,640",
    "1,1,0,2,2",
    "640,360,180,640,360",
    "640,360,270,854,480"
  })
  void aPictureIsAsItWasWhenAnotherOfWhateverSizeWasMadeOfItAndReleased(
      int fromWidth, int fromHeight, int rotation, int width, int height) {
    var buffer = NativeI420Buffer.allocate(fromWidth, fromHeight);
    paint(buffer.getDataY(), 90);
    paint(buffer.getDataU(), 128);
    paint(buffer.getDataV(), 128);
    var picture = NativePicture.of(new VideoFrame(buffer, rotation, System.nanoTime()));
    for (int time = 0; time < 3; time++) {
      var scaled = picture.scaledTo(width, height);
      assertThat(scaled.width()).isEqualTo(width);
      assertThat(scaled.height()).isEqualTo(height);
      assertThat(scaled.rotation()).isEqualTo(rotation);
      assertThat(lastOf(scaled.luma(), scaled.lumaStride(), width, height)).isEqualTo((byte) 90);
      assertThat(lastOf(scaled.red(), scaled.colorStride(), width / 2, height / 2))
          .isEqualTo((byte) 128);
      scaled.release();
    }
    assertThat(picture.width()).isEqualTo(fromWidth);
    assertThat(picture.luma().get(0)).isEqualTo((byte) 90);
    picture.release();
    assertThat(Frames.held()).isZero();
  }

  private static void paint(ByteBuffer plane, int value) {
    for (int at = 0; at < plane.capacity(); at++) {
      plane.put(at, (byte) value);
    }
  }

  private static byte lastOf(ByteBuffer plane, int stride, int width, int height) {
    return plane.get((height - 1) * stride + width - 1);
  }
}
