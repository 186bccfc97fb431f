package org.holdline.limit.control;

import java.util.List;
import org.holdline.platform.control.Meters;
import org.holdline.platform.control.Metric;

/** Counts what was refused. */
public final class CountedLimits implements Limits {
  private final Limits limits;
  private final Meters meters;

  public CountedLimits(Limits limits, Meters meters) {
    this.limits = limits;
    this.meters = meters;
  }

  @Override
  public List<Receipt> charge(List<Charge> charges) {
    var receipts = limits.charge(charges);
    for (int i = 0; i < charges.size(); i++) {
      count(charges.get(i), receipts.get(i));
    }
    return receipts;
  }

  @Override
  public Refused refusedToday() {
    return limits.refusedToday();
  }

  private void count(Charge charge, Receipt receipt) {
    for (int i = 0; i < charge.demands().size(); i++) {
      var grant = receipt.grants().get(i);
      var lack = grant.lack();
      if (lack != null) {
        long refused = charge.demands().get(i).units() - (long) grant.units();
        meters.add(Metric.LIMITED, refused, lack.budget().wireName());
      }
    }
  }
}
