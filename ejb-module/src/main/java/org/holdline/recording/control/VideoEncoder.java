package org.holdline.recording.control;

import java.util.List;

/** Codes pictures. For one thread; who has one closes it. */
public interface VideoEncoder extends AutoCloseable {
  TrackFormat format();

  /**
   * Codes a picture.
   *
   * @param atMicros later than that of the one before
   * @param key whether decoders shall be able to begin with it
   */
  List<MediaPacket> encode(Canvas picture, long atMicros, boolean key);

  /** What the coder still holds; nothing is encoded afterwards. */
  List<MediaPacket> finish();

  @Override
  void close();
}
