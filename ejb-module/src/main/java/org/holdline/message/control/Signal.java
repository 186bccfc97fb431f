package org.holdline.message.control;

import org.jspecify.annotations.Nullable;

/** What two peers say to each other to connect; the server passes it on unread. */
public sealed interface Signal extends ClientPayload, ServerPayload {
  int SDP_MAX = 60_000;
  int CANDIDATE_MAX = 4_096;

  /** Null means everybody else; only an offer may have none. */
  @Override
  @Nullable Target target();

  record Offer(String sdp, @Nullable Target target) implements Signal {
    public Offer {
      Check.length("sdp", sdp, 1, SDP_MAX);
    }

    static Offer read(Fields fields) {
      return new Offer(description(fields, "offer"), Target.read(fields));
    }

    @Override
    public MessageType type() {
      return MessageType.OFFER;
    }

    @Override
    public void write(FieldWriter out) {
      out.text("sdp", sdp).text("type", "offer");
      Target.write(target, out);
    }
  }

  record Answer(String sdp, Target target) implements Signal {
    public Answer {
      Check.length("sdp", sdp, 1, SDP_MAX);
    }

    static Answer read(Fields fields) {
      return new Answer(description(fields, "answer"), Target.readRequired(fields));
    }

    @Override
    public MessageType type() {
      return MessageType.ANSWER;
    }

    @Override
    public void write(FieldWriter out) {
      out.text("sdp", sdp).text("type", "answer");
      Target.write(target, out);
    }
  }

  /**
   * An empty candidate ends them. Browsers and some clients spell its fields without underscores.
   */
  record IceCandidate(
      String candidate,
      @Nullable String sdpMid,
      @Nullable Long sdpMLineIndex,
      @Nullable String usernameFragment,
      Target target)
      implements Signal {
    private static final int MID_MAX = 256;
    private static final int LINE_MAX = 65_535;

    public IceCandidate {
      Check.length("candidate", candidate, 0, CANDIDATE_MAX);
      if (sdpMid != null) {
        Check.length("sdp_mid", sdpMid, 0, MID_MAX);
      }
      if (sdpMLineIndex != null) {
        Check.range("sdp_m_line_index", sdpMLineIndex, 0, LINE_MAX);
      }
      if (usernameFragment != null) {
        Check.length("username_fragment", usernameFragment, 0, MID_MAX);
      }
    }

    static IceCandidate read(Fields fields) {
      return new IceCandidate(
          fields.text("candidate"),
          fields.findText("sdp_mid", "sdpMid"),
          fields.findWhole("sdp_m_line_index", "sdpMLineIndex"),
          fields.findText("username_fragment", "usernameFragment"),
          Target.readRequired(fields));
    }

    @Override
    public MessageType type() {
      return MessageType.ICE_CANDIDATE;
    }

    @Override
    public void write(FieldWriter out) {
      out.text("candidate", candidate).text("sdp_mid", sdpMid).text("sdpMid", sdpMid);
      if (sdpMLineIndex != null) {
        out.number("sdp_m_line_index", sdpMLineIndex).number("sdpMLineIndex", sdpMLineIndex);
      }
      out.text("username_fragment", usernameFragment).text("usernameFragment", usernameFragment);
      Target.write(target, out);
    }
  }

  private static String description(Fields fields, String type) {
    Check.that(fields.text("type").equals(type), "type", "must be " + type);
    return fields.text("sdp");
  }
}
