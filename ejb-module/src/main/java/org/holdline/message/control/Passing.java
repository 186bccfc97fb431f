package org.holdline.message.control;

import java.net.URI;
import java.net.URISyntaxException;
import org.jspecify.annotations.Nullable;

/** What a client says in passing: whoever is there hears it, nobody keeps it. */
public sealed interface Passing extends ClientPayload {
  /** The fields that are passed on as they were said. */
  void write(FieldWriter out);

  /** A sign that fades after some seconds. */
  record Reaction(ReactionType reaction) implements Passing {
    static Reaction read(Fields fields) {
      return new Reaction(fields.word("reaction_type", ReactionType.class));
    }

    @Override
    public MessageType type() {
      return MessageType.REACTION;
    }

    @Override
    public void write(FieldWriter out) {
      out.word("reaction_type", reaction);
    }
  }

  /**
   * Somebody writes, or has stopped; who hears nothing more of it for a while takes it for ended.
   *
   * @param target whom he writes to, when that is not the room
   */
  record Typing(boolean isTyping, @Nullable Target target) implements Passing {
    static Typing read(Fields fields) {
      return new Typing(fields.flag("is_typing"), Target.read(fields));
    }

    @Override
    public MessageType type() {
      return MessageType.TYPING_INDICATOR;
    }

    @Override
    public void write(FieldWriter out) {
      out.flag("is_typing", isTyping);
      Target.write(target, out);
    }
  }

  /**
   * He has read everything up to this message.
   *
   * @param target who wrote it, when it was said to him alone
   */
  record Receipt(String messageId, @Nullable Target target) implements Passing {
    public Receipt {
      Check.id("message_id", messageId);
    }

    static Receipt read(Fields fields) {
      return new Receipt(fields.text("message_id"), null);
    }

    @Override
    public MessageType type() {
      return MessageType.READ_RECEIPT;
    }

    @Override
    public void write(FieldWriter out) {
      out.text("message_id", messageId);
      Target.write(target, out);
    }
  }

  /**
   * What stands behind him in his own picture.
   *
   * @param url of an image or video; only {@code https}
   * @param blurIntensity in percent
   */
  record Background(BackgroundType background, @Nullable String url, @Nullable Long blurIntensity)
      implements Passing {
    private static final int URL_MAX = 2_048;
    private static final int INTENSITY_MAX = 100;

    public Background {
      if (url != null) {
        Check.that(
            background == BackgroundType.IMAGE || background == BackgroundType.VIDEO,
            "background_url",
            "is only for image and video");
        Check.length("background_url", url, 1, URL_MAX);
        Check.that(isHttps(url), "background_url", "must be an https address with a host");
      }
      if (blurIntensity != null) {
        Check.that(background == BackgroundType.BLUR, "blur_intensity", "is only for blur");
        Check.range("blur_intensity", blurIntensity, 0, INTENSITY_MAX);
      }
    }

    static Background read(Fields fields) {
      return new Background(
          fields.word("background_type", BackgroundType.class),
          fields.findText("background_url"),
          fields.findWhole("blur_intensity"));
    }

    @Override
    public MessageType type() {
      return MessageType.VIRTUAL_BACKGROUND_UPDATE;
    }

    @Override
    public void write(FieldWriter out) {
      out.word("background_type", background).text("background_url", url);
      if (blurIntensity != null) {
        out.number("blur_intensity", blurIntensity);
      }
    }

    private static boolean isHttps(String text) {
      try {
        var address = new URI(text);
        return "https".equalsIgnoreCase(address.getScheme())
            && address.getHost() != null
            && address.getUserInfo() == null;
      } catch (URISyntaxException e) {
        return false;
      }
    }
  }

  /**
   * In which quality somebody sends now, or, when the server says it, should send; bitrates in
   * kbit/s.
   *
   * @param reason for people
   */
  record Quality(
      VideoResolution resolution,
      @Nullable Long videoBitrate,
      @Nullable Long audioBitrate,
      @Nullable Long frameRate,
      @Nullable String reason)
      implements Passing {
    private static final long VIDEO_MAX = 100_000;
    private static final long AUDIO_MAX = 1_000;
    private static final long FRAMES_MAX = 120;
    private static final int REASON_MAX = 200;

    public Quality {
      within("video_bitrate", videoBitrate, VIDEO_MAX);
      within("audio_bitrate", audioBitrate, AUDIO_MAX);
      within("frame_rate", frameRate, FRAMES_MAX);
      if (reason != null) {
        Check.length("reason", reason, 1, REASON_MAX);
      }
    }

    static Quality read(Fields fields) {
      return new Quality(
          fields.word("video_resolution", VideoResolution.class),
          fields.findWhole("video_bitrate"),
          fields.findWhole("audio_bitrate"),
          fields.findWhole("frame_rate"),
          fields.findText("reason"));
    }

    @Override
    public MessageType type() {
      return MessageType.QUALITY_UPDATE;
    }

    @Override
    public void write(FieldWriter out) {
      out.word("video_resolution", resolution);
      number(out, "video_bitrate", videoBitrate);
      number(out, "audio_bitrate", audioBitrate);
      number(out, "frame_rate", frameRate);
      out.text("reason", reason);
    }

    private static void within(String field, @Nullable Long value, long max) {
      if (value != null) {
        Check.range(field, value, 0, max);
      }
    }

    private static void number(FieldWriter out, String name, @Nullable Long value) {
      if (value != null) {
        out.number(name, value);
      }
    }
  }
}
