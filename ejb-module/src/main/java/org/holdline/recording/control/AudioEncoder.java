package org.holdline.recording.control;

import java.util.List;

/** Codes stereo sound of 48 kHz without gaps. For one thread; who has one closes it. */
public interface AudioEncoder extends AutoCloseable {
  TrackFormat format();

  /**
   * Codes the sound that follows what was coded before.
   *
   * @param stereo left and right in turn, any number of samples
   */
  List<MediaPacket> encode(short[] stereo);

  /** What the coder still holds; nothing is encoded afterwards. */
  List<MediaPacket> finish();

  @Override
  void close();
}
