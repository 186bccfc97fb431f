package org.holdline.session.boundary;

import static org.holdline.problem.boundary.Parameters.wholeNumber;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import org.holdline.identity.boundary.Callers;
import org.holdline.replay.control.Replay;
import org.holdline.room.entity.RoomId;
import org.holdline.session.control.Membership;
import org.holdline.session.control.MissedMessages;
import org.jspecify.annotations.Nullable;

/** What the caller has missed, for those who cannot hold a WebSocket now. */
@Path("rooms/{room_id}/reconnect")
@Produces(MediaType.APPLICATION_JSON)
@ApplicationScoped
public class ReconnectResource {
  private Membership membership;
  private MissedMessages missed;
  private RoomViews views;

  @SuppressWarnings("NullAway.Init") // for the container's proxy
  protected ReconnectResource() {}

  @Inject
  ReconnectResource(Membership membership, MissedMessages missed, RoomViews views) {
    this.membership = membership;
    this.missed = missed;
    this.views = views;
  }

  @GET
  public JsonObject since(
      @PathParam("room_id") String id,
      @QueryParam("last_sequence") @Nullable String lastSequence,
      @QueryParam("epoch") @Nullable String epoch,
      @Context HttpServletRequest request) {
    var room = RoomId.of(id);
    var standing = membership.require(room, Callers.of(request).id());
    var asked = new Replay.Asked(epoch, wholeNumber("last_sequence", lastSequence));
    return views.missed(room, standing.key().user(), missed.since(standing, asked));
  }
}
