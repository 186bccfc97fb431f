package org.holdline.identity.boundary;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.holdline.identity.control.Tickets;
import org.holdline.platform.control.Timestamps;
import org.holdline.text.Json;

/** Single-use tickets with which a browser opens its WebSocket. */
@Path("tickets")
@Produces(MediaType.APPLICATION_JSON)
@ApplicationScoped
public class TicketsResource {
  private Tickets tickets;

  @SuppressWarnings("NullAway.Init") // for the container's proxy
  protected TicketsResource() {}

  @Inject
  public TicketsResource(Tickets tickets) {
    this.tickets = tickets;
  }

  @POST
  public Response issue(@Context HttpServletRequest request) {
    var ticket = tickets.issue(Callers.of(request));
    var shown =
        Json.createObjectBuilder()
            .add("ticket", ticket.secret())
            .add("expires_at", Timestamps.text(ticket.expiresAt()))
            .build();
    return Response.status(Response.Status.CREATED)
        .header("Cache-Control", "no-store")
        .entity(shown)
        .build();
  }
}
