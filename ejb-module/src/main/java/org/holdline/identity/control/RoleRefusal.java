package org.holdline.identity.control;

import org.holdline.problem.entity.ProblemException;
import org.holdline.problem.entity.ProblemException.Kind;

/** What somebody is told whose role does not suffice. */
public final class RoleRefusal {
  private RoleRefusal() {}

  /** {@code insufficient_role}. */
  public static ProblemException insufficient() {
    return new ProblemException(
        Kind.FORBIDDEN, "insufficient_role", "Your role does not reach that far");
  }
}
