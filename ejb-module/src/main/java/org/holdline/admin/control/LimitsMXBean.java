package org.holdline.admin.control;

import java.util.List;

/** Budgets, and what they refused, on all nodes: {@code org.holdline:type=Limits}. */
public interface LimitsMXBean {
  /** Users of whom something was refused today (UTC) because there was too much of it. */
  long getUsersRefusedToday();

  /** How many of their calls and messages. */
  long getRefusedToday();

  /** Those that are limited. */
  List<BudgetLine> getBudgets();

  /**
   * How much a user has left of one of his budgets now.
   *
   * @param budget as {@link #getBudgets} names it
   */
  int remaining(String user, String budget);

  /**
   * One of them.
   *
   * @param of whom it is: {@code user}, {@code address} or {@code room}
   * @param max in any stretch of time as long as the window
   */
  record BudgetLine(String budget, String of, int max, long windowSeconds) {}
}
