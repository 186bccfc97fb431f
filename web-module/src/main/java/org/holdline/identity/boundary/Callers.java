package org.holdline.identity.boundary;

import jakarta.servlet.http.HttpServletRequest;
import org.holdline.identity.control.Caller;

/** Who is behind a request. */
public final class Callers {
  private Callers() {}

  /**
   * The signed-in caller.
   *
   * @throws org.holdline.problem.entity.ProblemException UNAUTHENTICATED when he has not shown it,
   *     UNAVAILABLE when that could not be checked
   */
  public static Caller of(HttpServletRequest request) {
    if (request.getUserPrincipal() instanceof CallerPrincipal principal) {
      return principal.caller();
    }
    throw SignOnRefusal.of(request);
  }
}
