package org.holdline.identity.control;

import org.holdline.problem.entity.ProblemException;

/** Who may look at what concerns all rooms: the identity provider's group of administrators. */
public final class Administrators {
  public static final String GROUP = "administrator";

  private Administrators() {}

  public static boolean isOne(Caller caller) {
    return caller.groups().contains(GROUP);
  }

  /**
   * Lets administrators pass.
   *
   * @throws ProblemException {@code insufficient_role}
   */
  public static void require(Caller caller) {
    if (!isOne(caller)) {
      throw RoleRefusal.insufficient();
    }
  }
}
