package org.holdline.admin.control;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.holdline.identity.entity.UserId;
import org.holdline.limit.control.Account;
import org.holdline.limit.control.Budget;
import org.holdline.limit.control.Budget.Owner;
import org.holdline.limit.control.LimitSettings;
import org.holdline.limit.control.Limits;
import org.holdline.text.Words;

/** Shows budgets. */
@Dependent
public class LimitsDesk implements LimitsMXBean {
  private final Limits limits;
  private final LimitSettings settings;

  @Inject
  public LimitsDesk(Limits limits, LimitSettings settings) {
    this.limits = limits;
    this.settings = settings;
  }

  @Override
  public long getUsersRefusedToday() {
    return Plainly.say(() -> limits.refusedToday().users());
  }

  @Override
  public long getRefusedToday() {
    return Plainly.say(() -> limits.refusedToday().violations());
  }

  @Override
  public List<BudgetLine> getBudgets() {
    return Arrays.stream(Budget.values()).flatMap(this::line).toList();
  }

  private Stream<BudgetLine> line(Budget budget) {
    return settings.find(budget).stream()
        .map(allowance ->
            new BudgetLine(
                budget.wireName(),
                Words.of(budget.owner()),
                allowance.max(),
                allowance.window().toSeconds()));
  }

  @Override
  public int remaining(String user, String budget) {
    return Plainly.say(() ->
        Budget.find(budget)
            .filter(each -> each.owner() == Owner.USER)
            .flatMap(each -> limits.look(Account.of(new UserId(user)), each).stream().findFirst())
            .orElseThrow(() -> new IllegalArgumentException("no budget of users: " + budget))
            .remaining());
  }
}
