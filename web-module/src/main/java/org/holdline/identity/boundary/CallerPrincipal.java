package org.holdline.identity.boundary;

import java.security.Principal;
import org.holdline.identity.control.Caller;

/**
 * The caller as the container knows him; his name is the user id.
 *
 * @param address from which he calls, see {@link Addresses}
 */
public record CallerPrincipal(Caller caller, String address) implements Principal {
  @Override
  public String getName() {
    return caller.id().value();
  }
}
