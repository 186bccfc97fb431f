package org.holdline.contract.boundary;

import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;

/** Routes and messages for people. */
@Path("reference")
@Produces(ReferenceResource.HTML)
@ApplicationScoped
public class ReferenceResource {
  static final String HTML = "text/html;charset=UTF-8";

  private Contract contract;

  @SuppressWarnings("NullAway.Init") // for the container's proxy
  protected ReferenceResource() {}

  @Inject
  ReferenceResource(Contract contract) {
    this.contract = contract;
  }

  @GET
  @PermitAll
  public String show() {
    return contract.reference();
  }
}
