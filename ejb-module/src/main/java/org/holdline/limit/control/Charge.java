package org.holdline.limit.control;

import java.util.List;
import java.util.Set;

/**
 * What is asked of one account.
 *
 * @param demands granted in order
 */
public record Charge(Account account, List<Demand> demands) {
  /**
   * So many of one kind.
   *
   * @param budgets each of them is charged for each unit; not limited when there are none
   */
  public record Demand(Set<Budget> budgets, int units) {
    public Demand {
      budgets = Set.copyOf(budgets);
      if (units < 0) {
        throw new IllegalArgumentException("units must not be negative: " + units);
      }
    }
  }

  public Charge {
    demands = List.copyOf(demands);
    for (var demand : demands) {
      for (var budget : demand.budgets()) {
        if (budget.owner() != account.owner()) {
          throw new IllegalArgumentException(budget + " is not a budget of " + account.owner());
        }
      }
    }
  }

  /** One of one kind. */
  public static Charge one(Account account, Set<Budget> budgets) {
    return new Charge(account, List.of(new Demand(budgets, 1)));
  }
}
