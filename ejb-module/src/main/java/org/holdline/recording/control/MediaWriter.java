package org.holdline.recording.control;

/**
 * Writes one file, so that each flush leaves one that plays to the end of it. For one thread; who
 * has one closes it.
 */
public interface MediaWriter extends AutoCloseable {
  /**
   * Writes a packet of a track.
   *
   * @param track in the order in which the tracks were given
   */
  void write(int track, MediaPacket packet);

  /** Gives what was written since the last flush, if anything was. */
  void flush();

  /** Ends the file, gives the rest of it; nothing is written afterwards. */
  void finish();

  /** Also of a file that is not ended: what was given of it plays. */
  @Override
  void close();
}
