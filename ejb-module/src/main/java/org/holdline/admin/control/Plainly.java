package org.holdline.admin.control;

import java.util.function.Supplier;
import org.holdline.problem.entity.ProblemException;
import org.holdline.problem.entity.UnavailableException;

/** Refuses in the words of the JDK: a console does not have our classes. */
final class Plainly {
  private Plainly() {}

  static <T> T say(Supplier<T> work) {
    try {
      return work.get();
    } catch (UnavailableException e) {
      throw new IllegalStateException(text(e));
    } catch (ProblemException e) {
      throw new IllegalArgumentException(text(e));
    }
  }

  private static String text(ProblemException refusal) {
    return refusal.code() + ": " + refusal.title();
  }
}
