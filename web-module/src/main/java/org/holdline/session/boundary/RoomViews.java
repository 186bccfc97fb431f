package org.holdline.session.boundary;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.io.StringReader;
import org.holdline.identity.entity.UserId;
import org.holdline.message.control.MessageCodec;
import org.holdline.message.control.Notice;
import org.holdline.message.control.ParticipantView;
import org.holdline.message.control.ServerPayload.MissingSequences;
import org.holdline.message.control.ServerPayload.ReconnectionDetected;
import org.holdline.message.control.ServerPayload.Truncation;
import org.holdline.message.control.Wire;
import org.holdline.replay.control.LoggedMessage;
import org.holdline.room.entity.RoomId;
import org.holdline.session.control.Missed;
import org.holdline.session.control.RoomSnapshot;
import org.holdline.text.Json;
import org.jspecify.annotations.Nullable;

/** Shows over HTTP what the WebSocket shows, in the same words. */
@Dependent
class RoomViews {
  private final MessageCodec codec;

  @Inject
  RoomViews(MessageCodec codec) {
    this.codec = codec;
  }

  JsonObject participants(RoomId room, UserId reader, RoomSnapshot snapshot) {
    var state = parsed(codec.payload(snapshot.state(room, reader)));
    return Json.createObjectBuilder()
        .add("room_id", room.value())
        .add("participants", state.getJsonArray("participants"))
        .add("participant_count", state.getJsonNumber("participant_count"))
        .build();
  }

  JsonObject participant(ParticipantView participant) {
    var update = new Notice.ParticipantUpdate(participant, participant.joinedAt());
    return parsed(codec.payload(update)).getJsonObject("participant");
  }

  JsonObject missed(RoomId room, UserId reader, Missed missed) {
    var payload =
        new ReconnectionDetected(
            missed.away(),
            missed.messages().size(),
            missed.upTo().epoch().value(),
            missed.from(),
            missed.upTo().sequence(),
            truncation(room, reader, missed.cut()));
    return Json.createObjectBuilder(parsed(codec.payload(payload)))
        .add("room_id", room.value())
        .add("more", missed.more())
        .add("missed_messages", envelopes(missed))
        .build();
  }

  private static @Nullable Truncation truncation(
      RoomId room, UserId reader, Missed.@Nullable Cut cut) {
    if (cut == null) {
      return null;
    }
    var missing = cut.missing();
    return new Truncation(
        cut.reason(),
        missing == null ? null : new MissingSequences(missing.from(), missing.to()),
        cut.snapshot().state(room, reader));
  }

  private static JsonArrayBuilder envelopes(Missed missed) {
    var envelopes = Json.createArrayBuilder();
    missed.messages().forEach(message -> envelopes.add(envelope(message)));
    return envelopes;
  }

  private static JsonObject envelope(LoggedMessage message) {
    var position = message.position();
    return parsed(Wire.positioned(message.body(), position.epoch().value(), position.sequence()));
  }

  static JsonObject parsed(String json) {
    try (var reader = Json.createReader(new StringReader(json))) {
      return reader.readObject();
    }
  }

  static JsonObjectBuilder addIfPresent(JsonObjectBuilder to, String name, @Nullable String value) {
    return value == null ? to : to.add(name, value);
  }
}
