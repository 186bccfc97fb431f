package org.holdline.recording.control;

import java.time.Duration;
import java.util.List;
import org.holdline.message.control.ParticipantView;
import org.holdline.message.control.Signal.IceCandidate;
import org.holdline.room.entity.SessionId;

/**
 * The recording of one room on this node, for one segment. Thread-safe; each call returns within
 * seconds.
 */
public interface Capture {
  /**
   * Who is in the room now, in the order of joining, without recorders: names, switches, who shares
   * a screen, who is away. What came from somebody who is not among them any more is given up.
   */
  void present(List<ParticipantView> participants);

  /**
   * Answers an offer of a session, the first or a later one on the same or another peer connection.
   *
   * @return the SDP of the answer
   * @throws org.holdline.problem.entity.ProblemException {@code invalid_sdp}
   */
  String answer(SessionId from, String sdp);

  /** Also before the offer that it belongs to. */
  void candidate(SessionId from, IceCandidate candidate);

  /**
   * What is sent from then on leaves no trace, neither does the time.
   *
   * @param ago how long ago that was decided; what is written already, which is all but the last
   *     0.3 s, stays
   */
  void pause(Duration ago);

  /**
   * Goes on.
   *
   * @param ago how long ago that was decided; of more than 2 s the rest stays out. What was sent
   *     since then is missing, its time is not
   */
  void resume(Duration ago);

  /** How long it is so far, without pauses. */
  Duration length();

  /**
   * Ends it: when it returns, the last piece has been handed over and everything native is
   * released. Does nothing when it has ended already.
   *
   * @param ago how long ago that was decided, as with a pause
   */
  void end(Duration ago);
}
