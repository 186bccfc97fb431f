package org.holdline.recording.control;

import java.nio.ByteBuffer;
import org.holdline.message.control.Signal.IceCandidate;
import org.holdline.room.entity.SessionId;

/**
 * What a capture has to tell. Called from its threads, for one stream in order; no call waits for
 * the store or the network.
 */
public interface CaptureEvents {
  /** Media flow: the timeline of the segment begins at this moment. */
  void flowing();

  /** Where the recorder can be reached; it goes to that session. */
  void candidate(SessionId to, IceCandidate candidate);

  /**
   * About a second of a stream's crash-safe bytes. Pieces of a stream, one after the other, are a
   * file that plays up to the end of the last one.
   *
   * @param stream {@code composed}, {@code timeline}, or a name of 1 to 40 of {@code a-z0-9-} for a
   *     track's
   * @param bytes the receiver's from now on
   */
  void piece(String stream, ByteBuffer bytes);

  /**
   * It cannot go on; what was handed over counts. {@link Capture#end} is called afterwards.
   *
   * @param why a word such as {@code encoder_failed}
   */
  void failed(String why, Throwable cause);
}
