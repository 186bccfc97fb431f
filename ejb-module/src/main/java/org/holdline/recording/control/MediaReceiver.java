package org.holdline.recording.control;

/** Hears what comes over a peer connection, on threads that must not wait. */
public interface MediaReceiver {
  /** Where the peer connection can be reached. */
  void candidate(String candidate, String sdpMid, int sdpMLineIndex);

  /**
   * A picture came; whoever gets it releases it.
   *
   * @param atNanos when it is to be shown, by {@link System#nanoTime}
   */
  void picture(Picture picture, long atNanos);

  /**
   * Some 10 ms of sound came, after the connection was made.
   *
   * @param atNanos when it is to be heard, by {@link System#nanoTime}
   */
  void sound(Pcm pcm, long atNanos);
}
