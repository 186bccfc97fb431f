package org.holdline.limit.control;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.holdline.problem.entity.ProblemException;

/**
 * The answer to a charge.
 *
 * @param grants one for each demand, in order
 * @param standings of the limited budgets that it names, afterwards
 */
public record Receipt(List<Grant> grants, List<Standing> standings) {
  public Receipt {
    grants = List.copyOf(grants);
    standings = List.copyOf(standings);
  }

  /**
   * Refuses what was not granted.
   *
   * @throws ProblemException {@code rate_limit_exceeded}
   */
  public void requireAll() {
    for (var grant : grants) {
      var lack = grant.lack();
      if (lack != null) {
        throw lack.problem();
      }
    }
  }

  /** The budget of which the least is left; none when nothing was limited. */
  public Optional<Standing> tightest() {
    return standings.stream().min(Comparator.comparingInt(Standing::remaining));
  }
}
