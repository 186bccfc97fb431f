package org.holdline.identity.control;

/** Says whose an access token is. Thread-safe. */
public interface TokenVerifier {
  /**
   * Checks signature, issuer, audience and expiry.
   *
   * @throws org.holdline.problem.entity.ProblemException UNAUTHENTICATED with code {@code
   *     invalid_token} or {@code token_expired}; UNAVAILABLE when the provider's keys are out of
   *     reach
   */
  Caller verify(String token);
}
