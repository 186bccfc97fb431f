package org.holdline.recording.webrtc;

import dev.onvoid.webrtc.media.video.I420Buffer;
import dev.onvoid.webrtc.media.video.VideoFrame;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicBoolean;
import org.holdline.recording.control.Picture;

/** A picture in WebRTC's memory. */
final class NativePicture implements Picture {
  private final I420Buffer buffer;
  private final int rotation;
  private final Runnable release;
  private final AtomicBoolean isReleased = new AtomicBoolean();

  private NativePicture(I420Buffer buffer, int rotation, Runnable release) {
    this.buffer = buffer;
    this.rotation = rotation;
    this.release = release;
    Frames.took();
  }

  /** Takes the frame over. */
  static NativePicture of(VideoFrame frame) {
    return new NativePicture(frame.buffer.toI420(), frame.rotation, frame::release);
  }

  @Override
  public int width() {
    return buffer.getWidth();
  }

  @Override
  public int height() {
    return buffer.getHeight();
  }

  @Override
  public ByteBuffer luma() {
    return buffer.getDataY();
  }

  @Override
  public ByteBuffer blue() {
    return buffer.getDataU();
  }

  @Override
  public ByteBuffer red() {
    return buffer.getDataV();
  }

  @Override
  public int lumaStride() {
    return buffer.getStrideY();
  }

  @Override
  public int colorStride() {
    return buffer.getStrideU();
  }

  @Override
  public int rotation() {
    return rotation;
  }

  @Override
  public Picture scaledTo(int width, int height) {
    if (width == width() && height == height()) {
      // WebRTC would answer a view of this buffer whose release takes the buffer with it
      return new NativePicture(buffer, rotation, () -> {});
    }
    var scaled = buffer.cropAndScale(0, 0, width(), height(), width, height).toI420();
    return new NativePicture(scaled, rotation, scaled::release);
  }

  @Override
  public void release() {
    if (isReleased.compareAndSet(false, true)) {
      release.run();
      Frames.released();
    }
  }
}
