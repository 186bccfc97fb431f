package org.holdline.connection.boundary;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.holdline.identity.boundary.Callers;
import org.holdline.identity.control.Administrators;
import org.holdline.platform.control.DayCount;
import org.holdline.platform.control.DayCounts;
import org.holdline.platform.control.StoreGauge;
import org.holdline.replay.control.Canary;
import org.holdline.session.control.RoomCensus;
import org.holdline.text.Json;

/**
 * How many are here, how much was said today and how fast, for administrators: what older clients
 * ask for in one answer. The rest is in {@code /metrics}.
 */
@Path("webrtc-metrics")
@Produces(MediaType.APPLICATION_JSON)
@ApplicationScoped
public class MetricsResource {
  private static final double MEBIBYTE = 1024.0 * 1024.0;

  private Connections connections;
  private RoomCensus census;
  private DayCounts counts;
  private Canary canary;
  private StoreGauge store;

  @SuppressWarnings("NullAway.Init") // for the container's proxy
  protected MetricsResource() {}

  @Inject
  MetricsResource(
      Connections connections,
      RoomCensus census,
      DayCounts counts,
      Canary canary,
      StoreGauge store) {
    this.connections = connections;
    this.census = census;
    this.counts = counts;
    this.canary = canary;
    this.store = store;
  }

  @GET
  public JsonObject show(@Context HttpServletRequest request) {
    Administrators.require(Callers.of(request));
    var figures = Json.createObjectBuilder();
    figures.add("active_websocket_connections", connections.count());
    addRooms(figures);
    addCounts(figures, counts.today(), counts.lastMinute());
    addLatency(figures);
    addStore(figures);
    return figures.build();
  }

  private void addRooms(JsonObjectBuilder figures) {
    var rooms = census.take();
    int participants = rooms.stream().mapToInt(RoomCensus.RoomSize::participants).sum();
    figures
        .add("active_rooms", rooms.size())
        .add("total_participants", participants)
        .add("average_participants_per_room", rounded(share(participants, rooms.size())));
  }

  private static void addCounts(
      JsonObjectBuilder figures, Map<DayCount, Long> today, Map<DayCount, Long> minute) {
    long messages = minute.getOrDefault(DayCount.MESSAGES, 0L);
    long errors = minute.getOrDefault(DayCount.ERRORS, 0L);
    figures
        .add("total_connections_today", today.getOrDefault(DayCount.CONNECTIONS, 0L))
        .add("total_rooms_created_today", today.getOrDefault(DayCount.ROOMS, 0L))
        .add("total_messages_today", today.getOrDefault(DayCount.MESSAGES, 0L))
        .add("messages_per_second", rounded(share(messages, TimeUnit.MINUTES.toSeconds(1))))
        .add("errors_per_minute", errors)
        .add("error_rate_percentage", rounded(100 * share(errors, messages + errors)));
  }

  private void addLatency(JsonObjectBuilder figures) {
    canary
        .latency()
        .ifPresent(latency ->
            figures
                .add("average_message_latency_ms", rounded(latency.average()))
                .add("p95_message_latency_ms", latency.p95())
                .add("p99_message_latency_ms", latency.p99()));
  }

  private void addStore(JsonObjectBuilder figures) {
    var reading = store.read();
    figures
        .add("redis_memory_used_mb", rounded(reading.memoryBytes() / MEBIBYTE))
        .add("redis_connection_pool_size", reading.connectionsMax())
        .add("redis_connection_pool_available", reading.connectionsFree());
  }

  /** Of nothing it is nothing. */
  private static double share(long part, long whole) {
    return whole == 0 ? 0 : (double) part / whole;
  }

  /** To a tenth. */
  private static double rounded(double figure) {
    return Math.round(figure * 10) / 10.0;
  }
}
