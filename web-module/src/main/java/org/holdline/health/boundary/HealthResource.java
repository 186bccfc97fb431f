package org.holdline.health.boundary;

import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import org.holdline.health.control.HealthMonitor;
import org.holdline.health.control.HealthReport;
import org.holdline.platform.control.Timestamps;
import org.holdline.platform.control.Version;
import org.holdline.text.Json;
import org.holdline.text.Words;

/** Red as soon as anything is down, also when rooms go on; readiness is about rooms alone. */
@Path("health")
@Produces(MediaType.APPLICATION_JSON)
@ApplicationScoped
public class HealthResource {
  private static final String VERSION = Version.current();

  private HealthMonitor monitor;

  @SuppressWarnings("NullAway.Init") // for the container's proxy
  protected HealthResource() {}

  @Inject
  public HealthResource(HealthMonitor monitor) {
    this.monitor = monitor;
  }

  @GET
  @PermitAll
  public Response show() {
    var report = monitor.report();
    var status = report.status() == HealthReport.Status.HEALTHY ? 200 : 503;
    return Response.status(status).header("Cache-Control", "no-store").entity(json(report)).build();
  }

  private static JsonObject json(HealthReport report) {
    var components = Json.createArrayBuilder();
    report.components().forEach(each -> components.add(json(each)));
    return Json.createObjectBuilder()
        .add("status", Words.of(report.status()))
        .add("timestamp", Timestamps.text(report.at()))
        .add("version", VERSION)
        .add("uptime_seconds", Duration.between(report.since(), report.at()).toSeconds())
        .add("components", components)
        .build();
  }

  /** What exactly is wrong stands in the log: this is open to all. */
  private static JsonObjectBuilder json(HealthReport.State component) {
    var shown =
        Json.createObjectBuilder()
            .add("name", component.name())
            .add("status", component.isUp() ? "up" : "down")
            .add("latency_ms", component.latencyMs());
    return component.isUp() ? shown : shown.add("error", "does not answer as it should");
  }
}
