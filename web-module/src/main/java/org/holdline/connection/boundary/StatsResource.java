package org.holdline.connection.boundary;

import static org.holdline.problem.entity.DatabaseGate.commit;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.holdline.analytics.control.AnalyticsLedger;
import org.holdline.identity.boundary.Callers;
import org.holdline.identity.control.Administrators;
import org.holdline.limit.control.Limits;
import org.holdline.platform.control.Timestamps;
import org.holdline.recording.control.RecordingLedger;
import org.holdline.session.control.RoomCensus;
import org.holdline.session.control.RoomCensus.RoomSize;
import org.holdline.text.Json;

/** How large the rooms are and who was too fast, for administrators. */
@Path("stats")
@Produces(MediaType.APPLICATION_JSON)
@ApplicationScoped
public class StatsResource {
  private static final int TOP = 10;

  private RoomCensus census;
  private Limits limits;
  private AnalyticsLedger analytics;
  private RecordingLedger recordings;
  private Clock clock;

  @SuppressWarnings("NullAway.Init") // for the container's proxy
  protected StatsResource() {}

  @Inject
  StatsResource(
      RoomCensus census,
      Limits limits,
      AnalyticsLedger analytics,
      RecordingLedger recordings,
      Clock clock) {
    this.census = census;
    this.limits = limits;
    this.analytics = analytics;
    this.recordings = recordings;
    this.clock = clock;
  }

  @GET
  public JsonObject show(@Context HttpServletRequest request) {
    Administrators.require(Callers.of(request));
    var rooms = census.take();
    var refused = limits.refusedToday();
    var recorded = commit(() -> recordings.counts(midnight()));
    return Json.createObjectBuilder()
        .add("timestamp", Timestamps.text(clock.instant()))
        .add("rooms_by_size", bySize(rooms))
        .add("features_used", features())
        .add("top_rooms", top(rooms))
        .add("rate_limited_users", refused.users())
        .add("rate_limit_violations_today", refused.violations())
        .add("active_recordings", recorded.active())
        .add("total_recordings_today", recorded.startedSince())
        .build();
  }

  private Instant midnight() {
    return clock.instant().truncatedTo(ChronoUnit.DAYS);
  }

  private JsonObjectBuilder features() {
    var shown = Json.createObjectBuilder();
    analytics.featuresUsed(midnight()).forEach(shown::add);
    return shown;
  }

  /** Ranges of participants. */
  private enum Range {
    FEW("1-5", 1, 5),
    TEAM("6-10", 6, 10),
    GROUP("11-25", 11, 25),
    CLASS("26-50", 26, 50),
    CROWD("51+", 51, Integer.MAX_VALUE);

    private final String label;
    private final int least;
    private final int most;

    Range(String label, int least, int most) {
      this.label = label;
      this.least = least;
      this.most = most;
    }

    boolean has(RoomSize room) {
      return room.participants() >= least && room.participants() <= most;
    }
  }

  private static JsonObjectBuilder bySize(List<RoomSize> rooms) {
    var shown = Json.createObjectBuilder();
    for (var range : Range.values()) {
      shown.add(range.label, rooms.stream().filter(range::has).count());
    }
    return shown;
  }

  private static JsonArrayBuilder top(List<RoomSize> rooms) {
    var shown = Json.createArrayBuilder();
    rooms.stream()
        .limit(TOP)
        .forEach(room ->
            shown.add(
                Json.createObjectBuilder()
                    .add("room_id", room.room().value())
                    .add("participant_count", room.participants())));
    return shown;
  }
}
