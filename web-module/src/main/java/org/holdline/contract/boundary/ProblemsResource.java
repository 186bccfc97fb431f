package org.holdline.contract.boundary;

import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import org.holdline.problem.entity.ProblemException;
import org.holdline.problem.entity.ProblemException.Kind;

/** Where the {@code type} of a refusal leads: what it means and what helps. */
@Path("problems/{code}")
@Produces(ReferenceResource.HTML)
@ApplicationScoped
public class ProblemsResource {
  private Contract contract;

  @SuppressWarnings("NullAway.Init") // for the container's proxy
  protected ProblemsResource() {}

  @Inject
  ProblemsResource(Contract contract) {
    this.contract = contract;
  }

  @GET
  @PermitAll
  public String show(@PathParam("code") String code) {
    return contract
        .problem(code)
        .orElseThrow(
            () -> new ProblemException(Kind.NOT_FOUND, "not_found", "There is nothing here"));
  }
}
