package org.holdline.message.control;

import java.util.List;

/** Reads frames of clients and writes envelopes to them. Thread-safe. */
public interface MessageCodec {
  int FRAME_BYTES_MAX = 65_536;
  int ENVELOPES_MAX = 256;
  int DEPTH_MAX = 16;

  /**
   * Reads one envelope or an array of them. Never throws: a frame that is not JSON, too large or
   * too deep is one refusal without an id, and nothing of it is accepted.
   *
   * @param expected who is at the other end; a field that says otherwise is refused
   */
  List<Reading> read(String frame, SenderIdentity expected);

  /**
   * The whole envelope without {@code seq} and {@code epoch}: sent as it is for control and
   * ephemeral messages, stored as it is for logged ones and completed by {@link Wire#positioned}.
   */
  String envelope(OutgoingEnvelope envelope);

  /**
   * What a signaling message of the log says.
   *
   * @param envelope as {@link #envelope} has made it
   * @throws IllegalArgumentException when it is none
   */
  Signal signal(String envelope);

  /** The payload alone. */
  String payload(ServerPayload payload);
}
