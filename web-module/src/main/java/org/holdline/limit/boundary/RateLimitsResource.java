package org.holdline.limit.boundary;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import org.holdline.identity.boundary.Callers;
import org.holdline.limit.control.Account;
import org.holdline.limit.control.Budget;
import org.holdline.limit.control.Budget.Owner;
import org.holdline.limit.control.Limits;
import org.holdline.limit.control.Standing;
import org.holdline.problem.entity.ProblemException;
import org.holdline.problem.entity.ProblemException.Kind;
import org.holdline.text.Json;

/** What the caller has left of his budgets. */
@Path("rate-limits/{limit_type}/status")
@Produces(MediaType.APPLICATION_JSON)
@ApplicationScoped
public class RateLimitsResource {
  private Limits limits;
  private Clock clock;

  @SuppressWarnings("NullAway.Init") // for the container's proxy
  protected RateLimitsResource() {}

  @Inject
  RateLimitsResource(Limits limits, Clock clock) {
    this.limits = limits;
    this.clock = clock;
  }

  @GET
  public JsonObject show(
      @PathParam("limit_type") String name, @Context HttpServletRequest request) {
    var caller = Account.of(Callers.of(request).id());
    return Budget.find(name)
        .filter(budget -> budget.owner() == Owner.USER)
        .flatMap(budget -> limits.look(caller, budget).stream().findFirst())
        .map(this::json)
        .orElseThrow(
            () -> new ProblemException(Kind.NOT_FOUND, "not_found", "There is nothing here"));
  }

  private JsonObject json(Standing standing) {
    return Json.createObjectBuilder()
        .add("limit_type", standing.budget().wireName())
        .add("limit", standing.allowance().max())
        .add("remaining", standing.remaining())
        .add("used", standing.used())
        .add("reset_at", clock.instant().plus(standing.wholeIn()).getEpochSecond())
        .add("window_seconds", standing.allowance().window().toSeconds())
        .build();
  }
}
