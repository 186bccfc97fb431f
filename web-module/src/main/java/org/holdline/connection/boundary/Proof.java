package org.holdline.connection.boundary;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import org.holdline.identity.control.Caller;
import org.holdline.identity.control.Tickets;
import org.holdline.identity.control.TokenVerifier;
import org.holdline.problem.entity.ProblemException;
import org.holdline.problem.entity.UnavailableException;
import org.jspecify.annotations.Nullable;

/** Who a connected client is: proven anew, and with what he comes back without asking first. */
@Dependent
class Proof {
  private final TokenVerifier verifier;
  private final Tickets tickets;

  @Inject
  Proof(TokenVerifier verifier, Tickets tickets) {
    this.verifier = verifier;
    this.tickets = tickets;
  }

  /**
   * Takes a newer token of the same user.
   *
   * @throws ProblemException {@code invalid_token} or {@code token_expired}
   */
  Caller renewed(Caller before, String token) {
    var renewed = verifier.verify(token);
    if (!renewed.id().equals(before.id())) {
      throw new ProblemException(
          ProblemException.Kind.UNAUTHENTICATED,
          "invalid_token",
          "The token belongs to somebody else");
    }
    return renewed;
  }

  /**
   * For the next handshake of this client; null for one that does not know of it.
   *
   * @throws UnavailableException when Redis does not answer
   */
  @Nullable String returnTicket(RoomConnection connection, Caller caller) {
    return connection.isSdk() ? tickets.issueForReturn(caller).secret() : null;
  }
}
