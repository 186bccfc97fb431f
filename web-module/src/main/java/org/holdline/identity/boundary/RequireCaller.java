package org.holdline.identity.boundary;

import jakarta.annotation.Priority;
import jakarta.annotation.security.PermitAll;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.ext.Provider;

/** Lets nobody in unknown, except to what is marked {@link PermitAll}: forgetting it closes. */
@Provider
@Priority(Priorities.AUTHENTICATION)
public class RequireCaller implements ContainerRequestFilter {
  private final ResourceInfo target;
  private final HttpServletRequest http;

  public RequireCaller(@Context ResourceInfo target, @Context HttpServletRequest http) {
    this.target = target;
    this.http = http;
  }

  @Override
  public void filter(ContainerRequestContext request) {
    if (!target.getResourceMethod().isAnnotationPresent(PermitAll.class)) {
      Callers.of(http);
    }
  }
}
