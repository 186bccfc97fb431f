package org.holdline.identity.boundary;

import org.holdline.identity.entity.UserId;
import org.holdline.problem.entity.ProblemException;
import org.holdline.problem.entity.ProblemException.Kind;

/** Reads whom a request is about. */
public final class Users {
  private Users() {}

  /**
   * A user, whether or not there is one.
   *
   * @throws ProblemException {@code invalid_user_id} when nobody can be called so
   */
  public static UserId of(String text) {
    try {
      return new UserId(text);
    } catch (IllegalArgumentException e) {
      throw new ProblemException(Kind.MALFORMED, "invalid_user_id", "Not a user id");
    }
  }
}
