package org.holdline.recording.control;

import org.holdline.message.control.Signal.IceCandidate;

/** One peer connection that only receives. Thread-safe; who opens one closes it. */
public interface MediaPeer extends AutoCloseable {
  /**
   * Answers an offer, the first or a later one.
   *
   * @throws org.holdline.problem.entity.ProblemException {@code invalid_sdp}
   */
  String answer(String sdp);

  /** One that is not understood is left out: there are others. */
  void candidate(IceCandidate candidate);

  /** Looks by how much sound comes late, so that it can be put in its place; once a second. */
  void measure();

  /** Afterwards the receiver hears nothing more. */
  @Override
  void close();
}
