package org.holdline.identity.boundary;

import jakarta.servlet.http.HttpServletRequest;
import org.holdline.problem.entity.ProblemException;

/**
 * Why the credentials of a request did not count, kept with it: open routes do not care, the others
 * answer it.
 */
final class SignOnRefusal {
  private static final String ATTRIBUTE = "org.holdline.sign-on-refusal";

  private SignOnRefusal() {}

  static void keep(HttpServletRequest request, ProblemException refusal) {
    request.setAttribute(ATTRIBUTE, refusal);
  }

  static ProblemException of(HttpServletRequest request) {
    return request.getAttribute(ATTRIBUTE) instanceof ProblemException refusal
        ? refusal
        : new ProblemException(
            ProblemException.Kind.UNAUTHENTICATED, "unauthorized", "Sign in first");
  }
}
