package org.holdline.connection.boundary;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import org.holdline.identity.boundary.Callers;
import org.holdline.identity.control.Administrators;
import org.holdline.session.control.RoomCensus;
import org.holdline.text.Json;

/** How many are here at this moment, for administrators; the rest is in {@code /metrics}. */
@Path("webrtc-metrics")
@Produces(MediaType.APPLICATION_JSON)
@ApplicationScoped
public class MetricsResource {
  private static final double TENTHS = 10.0;

  private Connections connections;
  private RoomCensus census;

  @SuppressWarnings("NullAway.Init") // for the container's proxy
  protected MetricsResource() {}

  @Inject
  MetricsResource(Connections connections, RoomCensus census) {
    this.connections = connections;
    this.census = census;
  }

  @GET
  public JsonObject show(@Context HttpServletRequest request) {
    Administrators.require(Callers.of(request));
    var rooms = census.take();
    int participants = rooms.stream().mapToInt(RoomCensus.RoomSize::participants).sum();
    double average = rooms.isEmpty() ? 0 : (double) participants / rooms.size();
    return Json.createObjectBuilder()
        .add("active_websocket_connections", connections.count())
        .add("active_rooms", rooms.size())
        .add("total_participants", participants)
        .add("average_participants_per_room", Math.round(average * TENTHS) / TENTHS)
        .build();
  }
}
