package org.holdline.identity.boundary;

import org.holdline.identity.entity.UserId;
import org.holdline.problem.boundary.Parameters;
import org.holdline.problem.entity.ProblemException;
import org.holdline.problem.entity.ProblemException.Kind;
import org.jspecify.annotations.Nullable;

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

  /**
   * The same from the query; nothing when there is none.
   *
   * @throws ProblemException {@code invalid_parameter} when nobody can be called so
   */
  public static @Nullable UserId find(String name, @Nullable String text) {
    try {
      return text == null ? null : new UserId(text);
    } catch (IllegalArgumentException e) {
      throw Parameters.refused(name, "must have 1 to 255 characters");
    }
  }
}
