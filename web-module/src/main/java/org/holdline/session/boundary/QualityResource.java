package org.holdline.session.boundary;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.io.InputStream;
import java.time.Clock;
import org.holdline.identity.boundary.Callers;
import org.holdline.platform.control.Timestamps;
import org.holdline.problem.boundary.JsonBody;
import org.holdline.room.control.QualityReport;
import org.holdline.room.control.RulesVersion;
import org.holdline.room.entity.RoomId;
import org.holdline.session.control.Membership;
import org.holdline.session.control.Sessions;
import org.holdline.text.Json;

/**
 * Takes measurements of a client's connection and says what they mean; older clients use both names
 * of the route, and names of the fields without units.
 */
@Path("rooms/{room_id}/{route: connection-quality|quality}")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@ApplicationScoped
public class QualityResource {
  private Membership membership;
  private Sessions sessions;
  private Clock clock;

  @SuppressWarnings("NullAway.Init") // for the container's proxy
  protected QualityResource() {}

  @Inject
  QualityResource(Membership membership, Sessions sessions, Clock clock) {
    this.membership = membership;
    this.sessions = sessions;
    this.clock = clock;
  }

  @POST
  public JsonObject report(
      @PathParam("room_id") String id, InputStream body, @Context HttpServletRequest request) {
    var room = RoomId.of(id);
    var key = membership.require(room, Callers.of(request).id()).key();
    var report = read(JsonBody.read(body));
    var quality = report.quality().wireName();
    var patch = Json.createObjectBuilder().add("connection_quality", quality).build().toString();
    sessions.update(key, patch, RulesVersion.ANY);
    return Json.createObjectBuilder()
        .add("quality", quality)
        .add("metrics", metrics(report))
        .add("recommendations", Json.createArrayBuilder(report.recommendations()))
        .add("timestamp", Timestamps.text(clock.instant()))
        .build();
  }

  private static QualityReport read(JsonBody body) {
    return new QualityReport(
        measured(body, "latency_ms", "latency"),
        loss(body),
        measured(body, "jitter_ms", "jitter"),
        body.findNumber("bandwidth_kbps").orElse(null));
  }

  private static double measured(JsonBody body, String name, String published) {
    return body.findNumber(name)
        .orElseGet(() ->
            body.findNumber(published).orElseThrow(() -> JsonBody.invalid(name, "is required")));
  }

  private static double loss(JsonBody body) {
    return body.findNumber("packet_loss_percent")
        .orElseGet(() ->
            body.findNumber("packet_loss")
                .map(QualityReport::percent)
                .orElseThrow(() -> JsonBody.invalid("packet_loss_percent", "is required")));
  }

  private static JsonObject metrics(QualityReport report) {
    var metrics =
        Json.createObjectBuilder()
            .add("latency_ms", report.latencyMs())
            .add("packet_loss_percent", report.packetLossPercent())
            .add("jitter_ms", report.jitterMs());
    var bandwidth = report.bandwidthKbps();
    return (bandwidth == null ? metrics : metrics.add("bandwidth_kbps", bandwidth)).build();
  }
}
