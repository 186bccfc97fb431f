package org.holdline.contract.boundary;

import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** The messages of the WebSocket for programs. */
@Path("asyncapi.json")
@Produces(MediaType.APPLICATION_JSON)
@ApplicationScoped
public class AsyncApiResource {
  private Contract contract;

  @SuppressWarnings("NullAway.Init") // for the container's proxy
  protected AsyncApiResource() {}

  @Inject
  AsyncApiResource(Contract contract) {
    this.contract = contract;
  }

  @GET
  @PermitAll
  public String show() {
    return contract.asyncApi();
  }
}
