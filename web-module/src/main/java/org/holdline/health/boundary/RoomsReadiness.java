package org.holdline.health.boundary;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.holdline.health.control.HealthMonitor;
import org.holdline.health.control.HealthReport;

/** For balancers: whether this node can serve rooms. */
@Readiness
@ApplicationScoped
public class RoomsReadiness implements HealthCheck {
  private HealthMonitor monitor;

  @SuppressWarnings("NullAway.Init") // for the container's proxy
  protected RoomsReadiness() {}

  @Inject
  public RoomsReadiness(HealthMonitor monitor) {
    this.monitor = monitor;
  }

  @Override
  public HealthCheckResponse call() {
    var report = monitor.report();
    var answer =
        HealthCheckResponse.named("rooms").status(report.status() != HealthReport.Status.UNHEALTHY);
    report.components().forEach(each -> answer.withData(each.name(), each.isUp() ? "up" : "down"));
    return answer.build();
  }
}
