package org.holdline.connection.boundary;

import jakarta.enterprise.inject.spi.CDI;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.Provider;
import org.jspecify.annotations.Nullable;

/**
 * Lets pages of the listed origins call the API, as they may open a WebSocket: the CORS protocol of
 * the Fetch standard. Tokens travel in a header, so no credentials are allowed.
 */
@Provider
@PreMatching
public class CrossOrigin implements ContainerRequestFilter, ContainerResponseFilter {
  private static final String ASKED_METHOD = "Access-Control-Request-Method";

  private static final String EXPOSED =
      "Retry-After, RateLimit-Limit, RateLimit-Remaining, RateLimit-Reset, Digest, ETag,"
          + " Content-Range, Content-Disposition, X-Chunks";

  private final Origins origins;

  public CrossOrigin() {
    this(CDI.current().select(Origins.class).get());
  }

  CrossOrigin(Origins origins) {
    this.origins = origins;
  }

  /** A preflight has no token; it is answered before anybody asks for one. */
  @Override
  public void filter(ContainerRequestContext request) {
    if (request.getMethod().equals(HttpMethod.OPTIONS)
        && request.getHeaderString(ASKED_METHOD) != null
        && allowed(request) != null) {
      request.abortWith(
          Response.noContent()
              .header("Access-Control-Allow-Methods", "GET, POST, PUT, PATCH, DELETE")
              .header(
                  "Access-Control-Allow-Headers",
                  "Authorization, Content-Type, Digest, Content-Digest, Range, If-Range")
              .header("Access-Control-Max-Age", "600")
              .build());
    }
  }

  @Override
  public void filter(ContainerRequestContext request, ContainerResponseContext response) {
    var origin = allowed(request);
    response.getHeaders().add("Vary", "Origin");
    if (origin != null) {
      response.getHeaders().putSingle("Access-Control-Allow-Origin", origin);
      response.getHeaders().putSingle("Access-Control-Expose-Headers", EXPOSED);
    }
  }

  private @Nullable String allowed(ContainerRequestContext request) {
    var origin = request.getHeaderString("Origin");
    return origin != null && origins.isListed(origin) ? origin : null;
  }
}
