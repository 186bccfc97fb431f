package org.holdline.message.json;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.json.JsonException;
import jakarta.json.stream.JsonParserFactory;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import org.holdline.message.control.EnvelopeReader;
import org.holdline.message.control.FieldWriter;
import org.holdline.message.control.MessageCodec;
import org.holdline.message.control.OutgoingEnvelope;
import org.holdline.message.control.Reading;
import org.holdline.message.control.SenderIdentity;
import org.holdline.message.control.ServerPayload;
import org.holdline.message.control.Signal;
import org.holdline.problem.entity.ProblemException;
import org.holdline.text.Json;
import org.jspecify.annotations.Nullable;

/** The codec in JSON: one pass over the text, no reflection. */
@ApplicationScoped
public class JsonMessageCodec implements MessageCodec {
  private final JsonParserFactory parsers = Json.createParserFactory(Map.of());

  @Override
  public List<Reading> read(String frame, SenderIdentity expected) {
    if (isTooLarge(frame)) {
      return List.of(
          new Reading.Refused(
              idOf(frame), "message_too_large", "A frame has at most 64 KiB", Map.of()));
    }
    try {
      return envelopes(parse(frame), expected);
    } catch (JsonException | IllegalStateException | NoSuchElementException notJson) {
      return refused("invalid_payload", "The frame is not JSON of the allowed form");
    }
  }

  private @Nullable Object parse(String frame) {
    try (var parser = parsers.createParser(new StringReader(frame))) {
      return new JsonTree(parser).read();
    }
  }

  /** Which message was too large, so that its sender need not guess; the container bounds it. */
  private @Nullable String idOf(String frame) {
    try {
      return parse(frame) instanceof Map<?, ?> envelope
              && envelope.get("id") instanceof String id
              && id.length() <= EnvelopeReader.ID_MAX
          ? id
          : null;
    } catch (JsonException | IllegalStateException | NoSuchElementException notJson) {
      return null;
    }
  }

  @Override
  public String envelope(OutgoingEnvelope envelope) {
    return JsonText.object(out -> write(envelope, out));
  }

  @Override
  public Signal signal(String envelope) {
    try {
      if (parse(envelope) instanceof Map<?, ?> fields) {
        @SuppressWarnings("unchecked") // what was read from JSON has string keys
        var named = (Map<String, Object>) fields;
        return EnvelopeReader.signal(named);
      }
    } catch (JsonException | IllegalStateException | ProblemException e) {
      throw new IllegalArgumentException("no signaling", e);
    }
    throw new IllegalArgumentException("no signaling");
  }

  @Override
  public String payload(ServerPayload payload) {
    return JsonText.object(payload::write);
  }

  private static void write(OutgoingEnvelope envelope, FieldWriter out) {
    var payload = envelope.payload();
    var sender = envelope.sender();
    out.word("type", payload.type()).object("payload", payload::write);
    out.text("room_id", envelope.roomId());
    if (sender != null) {
      out.text("sender_id", sender.userId().value())
          .text("sender_session_id", sender.sessionId())
          .text("sender_name", sender.name());
    }
    out.time("timestamp", envelope.timestamp());
  }

  private static List<Reading> envelopes(@Nullable Object frame, SenderIdentity expected) {
    if (!(frame instanceof List<?> envelopes)) {
      return List.of(EnvelopeReader.read(frame, expected));
    }
    if (envelopes.size() > ENVELOPES_MAX) {
      return refused("invalid_payload", "A frame has at most 256 envelopes");
    }
    var readings = new ArrayList<Reading>(envelopes.size());
    for (var envelope : envelopes) {
      readings.add(EnvelopeReader.read(envelope, expected));
    }
    return readings;
  }

  private static List<Reading> refused(String code, String message) {
    return List.of(EnvelopeReader.unreadable(code, message));
  }

  /** Counts bytes only where characters alone do not decide it. */
  private static boolean isTooLarge(String frame) {
    return frame.length() > FRAME_BYTES_MAX
        || (frame.length() * 3 > FRAME_BYTES_MAX
            && frame.getBytes(StandardCharsets.UTF_8).length > FRAME_BYTES_MAX);
  }
}
