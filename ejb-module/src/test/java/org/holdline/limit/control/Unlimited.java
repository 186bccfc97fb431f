package org.holdline.limit.control;

import java.util.List;

/** Grants everything, for tests that are about something else. */
public final class Unlimited implements Limits {
  @Override
  public List<Receipt> charge(List<Charge> charges) {
    return charges.stream()
        .map(charge ->
            new Receipt(
                charge.demands().stream().map(demand -> Grant.all(demand.units())).toList(),
                List.of()))
        .toList();
  }

  @Override
  public Refused refusedToday() {
    return new Refused(0, 0);
  }
}
