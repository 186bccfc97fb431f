package org.holdline.room.boundary;

import static org.holdline.problem.boundary.Parameters.count;
import static org.holdline.problem.boundary.Parameters.refused;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.InputStream;
import org.holdline.identity.boundary.Callers;
import org.holdline.limit.boundary.Limited;
import org.holdline.limit.control.Budget;
import org.holdline.room.control.RoomLedger;
import org.holdline.room.control.RoomRegistry;
import org.holdline.room.entity.Room;
import org.holdline.room.entity.RoomCursor;
import org.jspecify.annotations.Nullable;

/** The caller's rooms. */
@Path("rooms")
@Produces(MediaType.APPLICATION_JSON)
@ApplicationScoped
public class RoomsResource {
  static final int LIMIT = 50;

  private RoomRegistry registry;

  @SuppressWarnings("NullAway.Init") // for the container's proxy
  protected RoomsResource() {}

  @Inject
  RoomsResource(RoomRegistry registry) {
    this.registry = registry;
  }

  @POST
  @Limited(Budget.ROOM_CREATE)
  @Consumes(MediaType.APPLICATION_JSON)
  public Response register(
      InputStream body, @Context HttpServletRequest request, @Context UriInfo here) {
    var form = RoomForm.read(body);
    var room =
        registry.register(form.roomId(), Callers.of(request), form.details(), form.settings());
    var address = here.getAbsolutePathBuilder().path(room.room().id().value()).build();
    return Versions.tagged(Response.created(address).entity(RegistryViews.room(room)), room.room())
        .build();
  }

  @GET
  public JsonObject own(
      @QueryParam("limit") @Nullable String limit,
      @QueryParam("after") @Nullable String after,
      @Context HttpServletRequest request) {
    int most = count("limit", limit, LIMIT, RoomLedger.LIMIT_MAX);
    var found = registry.of(Callers.of(request), cursor(after), most + 1);
    return RegistryViews.page(found, most, Room::createdAt);
  }

  static @Nullable RoomCursor cursor(@Nullable String after) {
    return after == null
        ? null
        : RoomCursor.parse(after)
            .orElseThrow(() -> refused("after", "must be a next_after of an earlier answer"));
  }
}
