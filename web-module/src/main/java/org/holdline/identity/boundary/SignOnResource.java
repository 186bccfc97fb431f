package org.holdline.identity.boundary;

import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.holdline.identity.control.SignOn;
import org.holdline.text.Json;

/** Where and as which client a page signs somebody in. */
@Path("sign-on")
@Produces(MediaType.APPLICATION_JSON)
@ApplicationScoped
public class SignOnResource {
  private SignOn signOn;

  @SuppressWarnings("NullAway.Init") // for the container's proxy
  protected SignOnResource() {}

  @Inject
  public SignOnResource(SignOn signOn) {
    this.signOn = signOn;
  }

  @GET
  @PermitAll
  public JsonObject show() {
    return Json.createObjectBuilder()
        .add("issuer", signOn.issuer().toString())
        .add("client_id", signOn.clientId())
        .add("scope", signOn.scope())
        .build();
  }
}
