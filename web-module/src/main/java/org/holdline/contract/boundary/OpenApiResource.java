package org.holdline.contract.boundary;

import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** The routes for programs. */
@Path("openapi.{form: json|yaml}")
@ApplicationScoped
public class OpenApiResource {
  private Contract contract;

  @SuppressWarnings("NullAway.Init") // for the container's proxy
  protected OpenApiResource() {}

  @Inject
  OpenApiResource(Contract contract) {
    this.contract = contract;
  }

  @GET
  @PermitAll
  public Response show(@PathParam("form") String form) {
    return form.equals("yaml")
        ? Response.ok(contract.openApiYaml(), "application/yaml").build()
        : Response.ok(contract.openApi(), MediaType.APPLICATION_JSON).build();
  }
}
