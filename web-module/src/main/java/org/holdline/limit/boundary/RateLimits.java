package org.holdline.limit.boundary;

import jakarta.annotation.Priority;
import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.inject.spi.CDI;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.ext.Provider;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.holdline.identity.boundary.Addresses;
import org.holdline.identity.boundary.CallerPrincipal;
import org.holdline.limit.control.Account;
import org.holdline.limit.control.Budget;
import org.holdline.limit.control.Charge;
import org.holdline.limit.control.Limits;
import org.holdline.limit.control.Receipt;
import org.holdline.limit.control.Standing;
import org.holdline.platform.control.LogEvent;
import org.holdline.problem.entity.ProblemException;
import org.holdline.problem.entity.UnavailableException;

/**
 * Charges each call to the budgets of its caller and of its address, before anybody looks at it,
 * and says with the answer what is left. What is open to all is free. While Redis is away nobody
 * can know what is left: calls pass, and those that need Redis are refused by it.
 */
@Provider
@Priority(Priorities.AUTHENTICATION - 1)
public class RateLimits implements ContainerRequestFilter, ContainerResponseFilter {
  private static final System.Logger LOG = System.getLogger(RateLimits.class.getName());
  private static final String STANDING = RateLimits.class.getName();

  private final ResourceInfo target;
  private final HttpServletRequest http;
  private final Limits limits;
  private final Addresses addresses;

  public RateLimits(@Context ResourceInfo target, @Context HttpServletRequest http) {
    this.target = target;
    this.http = http;
    this.limits = CDI.current().select(Limits.class).get();
    this.addresses = CDI.current().select(Addresses.class).get();
  }

  /**
   * Lets pass who has something left.
   *
   * @throws ProblemException {@code rate_limit_exceeded}
   */
  @Override
  public void filter(ContainerRequestContext request) {
    if (target.getResourceMethod().isAnnotationPresent(PermitAll.class)) {
      return;
    }
    try {
      var receipts = limits.charge(charges());
      receipts.stream()
          .flatMap(receipt -> receipt.tightest().stream())
          .min(Comparator.comparingInt(Standing::remaining))
          .ifPresent(standing -> request.setProperty(STANDING, standing));
      receipts.forEach(Receipt::requireAll);
    } catch (UnavailableException away) {
      LOG.log(Level.DEBUG, LogEvent.of("call not charged").with("code", away.code()));
    }
  }

  private List<Charge> charges() {
    var charges = new ArrayList<Charge>();
    charges.add(Charge.one(Account.ofAddress(addresses.of(http)), Set.of(Budget.ADDRESS_CALL)));
    if (http.getUserPrincipal() instanceof CallerPrincipal principal) {
      charges.add(Charge.one(Account.of(principal.caller().id()), budgets()));
    }
    return charges;
  }

  private Set<Budget> budgets() {
    var named = target.getResourceMethod().getAnnotation(Limited.class);
    if (named == null) {
      return Set.of(Budget.API_CALL);
    }
    return named.alone() ? Set.of(named.value()) : EnumSet.of(Budget.API_CALL, named.value());
  }

  @Override
  public void filter(ContainerRequestContext request, ContainerResponseContext response) {
    if (request.getProperty(STANDING) instanceof Standing standing) {
      for (var prefix : List.of("RateLimit-", "X-RateLimit-")) {
        var headers = response.getHeaders();
        headers.putSingle(prefix + "Limit", standing.allowance().max());
        headers.putSingle(prefix + "Remaining", standing.remaining());
        headers.putSingle(prefix + "Reset", seconds(standing.wholeIn()));
      }
    }
  }

  private static long seconds(Duration wait) {
    return wait.plusMillis(999).toSeconds();
  }
}
