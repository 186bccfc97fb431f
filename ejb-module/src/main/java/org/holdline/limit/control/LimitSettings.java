package org.holdline.limit.control;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.holdline.platform.control.Setting;

/** The allowance of each budget; a budget without one is not limited. */
public record LimitSettings(Map<Budget, Allowance> allowances) {
  private static final String KEY = "holdline.limits";
  private static final String ALL = "all";
  private static final String OFF = "off";

  public LimitSettings {
    allowances = Map.copyOf(allowances);
  }

  /** Those that {@code docs/limits.md} shows. */
  public static LimitSettings usual() {
    return parse("");
  }

  /**
   * The usual ones, with others in place of some.
   *
   * @param changes such as {@code chat_message=120/PT1M,signaling=off}; {@code all} is each of them
   * @throws IllegalArgumentException when it is not of that form
   */
  public static LimitSettings parse(String changes) {
    var all = new EnumMap<Budget, Allowance>(Budget.class);
    for (var budget : Budget.values()) {
      all.put(budget, budget.usual());
    }
    for (var change : changes.split(",", -1)) {
      if (!change.isBlank()) {
        apply(change.strip(), all);
      }
    }
    return new LimitSettings(all);
  }

  private static void apply(String change, Map<Budget, Allowance> all) {
    var parts = Arrays.stream(change.split("[=/]", -1)).map(String::strip).toList();
    var budgets = budgets(parts.getFirst()).orElseThrow(() -> malformed(change));
    if (parts.size() == 2 && parts.getLast().equals(OFF)) {
      all.keySet().removeAll(budgets);
    } else if (parts.size() == 3) {
      var allowance =
          new Allowance(Setting.whole(KEY, parts.get(1)), Setting.duration(KEY, parts.get(2)));
      budgets.forEach(budget -> all.put(budget, allowance));
    } else {
      throw malformed(change);
    }
  }

  private static Optional<Set<Budget>> budgets(String name) {
    return name.equals(ALL)
        ? Optional.of(EnumSet.allOf(Budget.class))
        : Budget.find(name).map(EnumSet::of);
  }

  private static IllegalArgumentException malformed(String change) {
    return new IllegalArgumentException(
        KEY + " must be a list such as chat_message=120/PT1M,signaling=off: " + change);
  }

  public Optional<Allowance> find(Budget budget) {
    return Optional.ofNullable(allowances.get(budget));
  }
}
