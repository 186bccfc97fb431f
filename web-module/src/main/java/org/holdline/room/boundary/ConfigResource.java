package org.holdline.room.boundary;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.holdline.identity.boundary.Callers;
import org.holdline.room.control.IceServers;
import org.holdline.text.Json;

/** How a client makes its peer connections. */
@Path("config")
@Produces(MediaType.APPLICATION_JSON)
@ApplicationScoped
public class ConfigResource {
  private IceServers servers;

  @SuppressWarnings("NullAway.Init") // for the container's proxy
  protected ConfigResource() {}

  @Inject
  public ConfigResource(IceServers servers) {
    this.servers = servers;
  }

  @GET
  public Response show(@Context HttpServletRequest request) {
    var caller = Callers.of(request);
    var list = Json.createArrayBuilder();
    servers.serversFor(caller.id()).forEach(server -> list.add(json(server)));
    var shown =
        Json.createObjectBuilder()
            .add("ice_servers", list)
            .add("ice_transport_policy", servers.settings().transportPolicy().wireName())
            .add("bundle_policy", servers.settings().bundlePolicy().wireName())
            .add("rtcp_mux_policy", "require")
            .build();
    return Response.ok(shown).header("Cache-Control", "no-store").build();
  }

  private static JsonObject json(IceServers.IceServer server) {
    JsonObjectBuilder shown =
        Json.createObjectBuilder().add("urls", Json.createArrayBuilder(server.urls()));
    var credentials = server.credentials();
    if (credentials != null) {
      shown.add("username", credentials.username()).add("credential", credentials.credential());
    }
    return shown.build();
  }
}
