package org.holdline.session.boundary;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import org.holdline.identity.boundary.Callers;
import org.holdline.identity.control.Administrators;
import org.holdline.problem.boundary.Parameters;
import org.holdline.room.entity.RoomId;
import org.holdline.session.control.RecoveryLedger;
import org.jspecify.annotations.Nullable;

/** What resumes recovered and what they could not, for administrators. */
@Path("recoveries")
@Produces(MediaType.APPLICATION_JSON)
@ApplicationScoped
public class RecoveriesResource {
  private static final int LIMIT = 50;

  private RecoveryLedger ledger;

  @SuppressWarnings("NullAway.Init") // for the container's proxy
  protected RecoveriesResource() {}

  @Inject
  RecoveriesResource(RecoveryLedger ledger) {
    this.ledger = ledger;
  }

  @GET
  public JsonObject newest(
      @QueryParam("room_id") @Nullable String room,
      @QueryParam("limit") @Nullable String limit,
      @Context HttpServletRequest request) {
    Administrators.require(Callers.of(request));
    int most = Parameters.count("limit", limit, LIMIT, RecoveryLedger.LIMIT_MAX);
    return RecoveryViews.list(ledger.newest(room == null ? null : RoomId.of(room), most));
  }
}
