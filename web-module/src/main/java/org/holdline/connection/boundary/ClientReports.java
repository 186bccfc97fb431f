package org.holdline.connection.boundary;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.holdline.analytics.control.Analytics;
import org.holdline.analytics.entity.RoomEvent;
import org.holdline.message.control.ClientEvent;
import org.holdline.message.control.ClientPayload;
import org.holdline.message.control.MessageType;
import org.holdline.message.control.NetworkStats;
import org.holdline.message.control.Passing;
import org.holdline.room.control.QualityReport;
import org.holdline.room.control.RulesVersion;
import org.holdline.session.control.Sessions;
import org.holdline.text.Json;

/**
 * What clients tell the server alone, and what of the rest is not in the log and yet remembered.
 */
@Dependent
class ClientReports {
  private final Sessions sessions;
  private final Analytics analytics;

  @Inject
  ClientReports(Sessions sessions, Analytics analytics) {
    this.sessions = sessions;
    this.analytics = analytics;
  }

  /**
   * Takes what the client measured of its network; the room sees how good his connection is.
   *
   * @return in which quality he should send, when that is another than before
   */
  Optional<Passing.Quality> advise(Presence presence, NetworkStats stats, Instant now) {
    var quality = QualityReport.of(stats).quality();
    if (presence.isNewQuality(quality)) {
      var patch = "{\"connection_quality\":\"" + quality.wireName() + "\"}";
      sessions.update(presence.attachment().key(), patch, RulesVersion.ANY);
      presence.shown(quality);
    }
    return presence.advisor().advise(stats, now);
  }

  /** Remembers what a client wants remembered. */
  void note(Presence presence, ClientEvent event, Instant now) {
    note(presence, MessageType.ANALYTICS_EVENT, json(event), now);
  }

  private static String json(ClientEvent event) {
    var data = Json.createObjectBuilder();
    event
        .data()
        .forEach((name, value) -> {
          switch (value) {
            case Boolean flag -> data.add(name, flag);
            case Long whole -> data.add(name, whole);
            case Double number -> data.add(name, number);
            default -> data.add(name, value.toString());
          }
        });
    return Json.createObjectBuilder()
        .add("event_type", event.eventType())
        .add("data", data)
        .build()
        .toString();
  }

  /** Of what is said in passing only reactions are remembered. */
  void passed(Presence presence, ClientPayload said, Instant now) {
    if (said instanceof Passing.Reaction reaction) {
      note(presence, reaction.type(), reaction.reaction().wireName(), now);
    }
  }

  private void note(Presence presence, MessageType type, String detail, Instant now) {
    var key = presence.attachment().key();
    analytics.note(
        new RoomEvent(
            key.room(),
            UUID.randomUUID().toString(),
            type.wireName(),
            now,
            null,
            0,
            key.user(),
            new RoomEvent.Facts.Said(key.session().value(), detail)));
  }
}
