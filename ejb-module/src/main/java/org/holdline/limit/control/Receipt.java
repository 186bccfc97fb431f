package org.holdline.limit.control;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

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

  /** The budget of which the least is left; none when nothing was limited. */
  public Optional<Standing> tightest() {
    return standings.stream().min(Comparator.comparingInt(Standing::remaining));
  }
}
