package org.holdline.replay.json;

import jakarta.inject.Singleton;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import java.io.StringReader;
import org.holdline.analytics.entity.RoomEvent;
import org.holdline.analytics.entity.RoomEvent.Facts;
import org.holdline.identity.entity.UserId;
import org.holdline.message.control.MessageType;
import org.holdline.replay.control.LoggedEvents;
import org.holdline.replay.control.RoomMessage;
import org.holdline.text.Json;
import org.jspecify.annotations.Nullable;

/** Looks into the envelopes that the server itself has written; those of clients stay unread. */
@Singleton
public class JsonLoggedEvents implements LoggedEvents {
  private record Read(@Nullable UserId user, Facts facts) {}

  @Override
  public RoomEvent event(RoomMessage logged) {
    var message = logged.message();
    var routing = message.routing();
    var position = message.position();
    var session = routing.senderSession();
    var read =
        routing.sender() == null
            ? told(routing.type(), message.body())
            : new Read(
                routing.sender(), new Facts.Said(session == null ? null : session.value(), null));
    return new RoomEvent(
        logged.room(),
        position.epoch().value() + "." + position.sequence(),
        routing.type(),
        message.at(),
        position.epoch().value(),
        position.sequence(),
        read.user(),
        read.facts());
  }

  private static Read told(String type, String body) {
    try (var reader = Json.createReader(new StringReader(body))) {
      var payload = object(reader.readObject(), "payload");
      return type.equals(MessageType.USER_JOINED.wireName())
              || type.equals(MessageType.PARTICIPANT_UPDATE.wireName())
          ? entry(object(payload, "participant"))
          : new Read(user(payload), new Facts.Told(payload.getString("reason", null)));
    } catch (JsonException damaged) {
      return new Read(null, new Facts.Told(null));
    }
  }

  private static JsonObject object(JsonObject in, String name) {
    return in.get(name) instanceof JsonObject object ? object : JsonObject.EMPTY_JSON_OBJECT;
  }

  private static Read entry(JsonObject participant) {
    return new Read(
        user(participant),
        new Facts.Entry(
            participant.getString("session_id", ""),
            participant.getString("connection_state", ""),
            participant.getBoolean("is_speaking", false),
            participant.getBoolean("screen_sharing", false),
            participant.getBoolean("hand_raised", false)));
  }

  private static @Nullable UserId user(JsonObject of) {
    var user = of.getString("user_id", null);
    return user == null ? null : new UserId(user);
  }
}
