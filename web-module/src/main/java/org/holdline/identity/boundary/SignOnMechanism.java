package org.holdline.identity.boundary;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.security.enterprise.AuthenticationStatus;
import jakarta.security.enterprise.authentication.mechanism.http.HttpAuthenticationMechanism;
import jakarta.security.enterprise.authentication.mechanism.http.HttpMessageContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.holdline.identity.control.Caller;
import org.holdline.identity.control.Tickets;
import org.holdline.identity.control.TokenVerifier;
import org.holdline.platform.control.NodeDuty;
import org.holdline.problem.entity.ProblemException;
import org.holdline.problem.entity.ProblemException.Kind;

/**
 * Finds out who is asking, for REST and WebSocket handshakes alike. It turns nobody away: {@link
 * RequireCaller} and the handshake gate do, which know what is open to all.
 */
@ApplicationScoped
public class SignOnMechanism implements HttpAuthenticationMechanism {
  private TokenVerifier tokens;
  private Tickets tickets;
  private Clock clock;
  private NodeDuty duty;
  private Addresses addresses;
  private Credentials.Finder credentials;

  @SuppressWarnings("NullAway.Init") // for the container's proxy
  protected SignOnMechanism() {}

  @Inject
  public SignOnMechanism(
      TokenVerifier tokens,
      Tickets tickets,
      Clock clock,
      NodeDuty duty,
      Addresses addresses,
      @ConfigProperty(name = "holdline.websocket.token-in-query", defaultValue = "false")
          boolean tokenInQuery) {
    this.tokens = tokens;
    this.tickets = tickets;
    this.clock = clock;
    this.duty = duty;
    this.addresses = addresses;
    this.credentials = new Credentials.Finder(tokenInQuery);
  }

  @Override
  public AuthenticationStatus validateRequest(
      HttpServletRequest request, HttpServletResponse response, HttpMessageContext context) {
    try {
      var shown = credentials.find(request);
      return shown.isEmpty()
          ? context.doNothing()
          : context.notifyContainerAboutLogin(principal(identify(shown.get()), request), Set.of());
    } catch (ProblemException refusal) {
      SignOnRefusal.keep(request, refusal);
      return context.doNothing();
    }
  }

  private CallerPrincipal principal(Caller caller, HttpServletRequest request) {
    return new CallerPrincipal(caller, addresses.of(request));
  }

  private Caller identify(Credentials shown) {
    return switch (shown) {
      case Credentials.Token token -> tokens.verify(token.value());
      case Credentials.Ticket ticket -> redeem(ticket);
    };
  }

  /** A node that stops leaves the ticket whole, for the other to which the balancer turns. */
  private Caller redeem(Credentials.Ticket ticket) {
    duty.require();
    return tickets
        .redeem(ticket.secret())
        .filter(caller -> caller.expiresAt().isAfter(clock.instant()))
        .orElseThrow(() ->
            new ProblemException(
                Kind.UNAUTHENTICATED, "invalid_token", "The ticket has been used or has expired"));
  }
}
