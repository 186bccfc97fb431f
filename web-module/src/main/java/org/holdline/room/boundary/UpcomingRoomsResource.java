package org.holdline.room.boundary;

import static org.holdline.problem.boundary.Parameters.count;

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
import java.util.Objects;
import org.holdline.identity.boundary.Callers;
import org.holdline.room.control.RoomLedger;
import org.holdline.room.control.RoomRegistry;
import org.jspecify.annotations.Nullable;

/** The caller's rooms in which a meeting is planned or goes on. */
@Path("rooms/upcoming")
@Produces(MediaType.APPLICATION_JSON)
@ApplicationScoped
public class UpcomingRoomsResource {
  private RoomRegistry registry;

  @SuppressWarnings("NullAway.Init") // for the container's proxy
  protected UpcomingRoomsResource() {}

  @Inject
  UpcomingRoomsResource(RoomRegistry registry) {
    this.registry = registry;
  }

  @GET
  public JsonObject upcoming(
      @QueryParam("limit") @Nullable String limit,
      @QueryParam("after") @Nullable String after,
      @Context HttpServletRequest request) {
    int most = count("limit", limit, RoomsResource.LIMIT, RoomLedger.LIMIT_MAX);
    var from = RoomsResource.cursor(after);
    var found = registry.upcoming(Callers.of(request), from, most + 1);
    return RegistryViews.page(
        found, most, room -> Objects.requireNonNull(room.details().startsAt()));
  }
}
