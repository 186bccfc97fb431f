package org.holdline.identity.control;

import java.time.Instant;
import java.util.Set;
import org.holdline.identity.entity.UserId;

/**
 * Somebody who has proven who he is.
 *
 * @param id the token's subject
 * @param name for people; may change between sign-ons
 * @param groups as the identity provider says
 * @param expiresAt when the proof ends
 */
public record Caller(UserId id, String name, Set<String> groups, Instant expiresAt) {
  public Caller {
    groups = Set.copyOf(groups);
  }
}
