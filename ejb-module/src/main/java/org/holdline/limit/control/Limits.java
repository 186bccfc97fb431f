package org.holdline.limit.control;

import java.util.List;
import java.util.Set;

/** The budgets of everybody, shared by all nodes. Thread-safe. */
public interface Limits {
  /**
   * Takes what is asked for, as far as the budgets go. What is asked of one account is one step;
   * different accounts are charged beside each other, so what one of them refuses another may have
   * been charged for.
   *
   * @return one for each charge, in order
   * @throws org.holdline.problem.entity.UnavailableException when it cannot be known; something may
   *     have been charged
   */
  List<Receipt> charge(List<Charge> charges);

  /** What has been refused today, on all nodes; counted anew after a restart of Redis. */
  Refused refusedToday();

  /** What is left of a budget; nothing when it is not limited. */
  default List<Standing> look(Account account, Budget budget) {
    var question = new Charge(account, List.of(new Charge.Demand(Set.of(budget), 0)));
    return charge(List.of(question)).getFirst().standings();
  }
}
