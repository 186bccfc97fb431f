package org.holdline.transfer.control;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.holdline.limit.control.Account;
import org.holdline.limit.control.Budget;
import org.holdline.limit.control.Charge;
import org.holdline.limit.control.Limits;
import org.holdline.limit.control.Standing;
import org.holdline.platform.control.LogEvent;
import org.holdline.problem.entity.ProblemException;
import org.holdline.problem.entity.ProblemException.Kind;
import org.holdline.problem.entity.UnavailableException;

/**
 * How fast files go through the server: those of a room together, and each transfer, on all nodes.
 * Thread-safe.
 */
public final class FilePace {
  /** Whoever is refused may try again then: the budgets' windows slide by half a second. */
  private static final Duration AGAIN = Duration.ofSeconds(1);

  private static final System.Logger LOG = System.getLogger(FilePace.class.getName());
  private static final int KIB = 1_024;

  private final Limits limits;

  public FilePace(Limits limits) {
    this.limits = limits;
  }

  /**
   * Lets a run of chunks pass, up or down. While Redis is away nobody can know what is left, and it
   * passes.
   *
   * @throws ProblemException {@code rate_limit_exceeded}; nothing of it was charged
   */
  void require(Asked asked, int bytes) {
    int units = Math.ceilDiv(bytes, KIB);
    try {
      // What is too much must not use up what is left, or a large run would never pass.
      charge(asked, 0).stream()
          .filter(standing -> standing.remaining() < units)
          .findFirst()
          .ifPresent(FilePace::refuse);
      charge(asked, units);
    } catch (UnavailableException away) {
      LOG.log(Level.DEBUG, LogEvent.of("file not charged").with("code", away.code()));
    }
  }

  private List<Standing> charge(Asked asked, int units) {
    var room = charge(Account.ofRoom(asked.room().value()), Budget.FILE_ROOM, units);
    var transfer =
        charge(Account.ofTransfer(asked.transfer().toString()), Budget.FILE_TRANSFER, units);
    return limits.charge(List.of(room, transfer)).stream()
        .flatMap(receipt -> receipt.standings().stream())
        .toList();
  }

  private static Charge charge(Account account, Budget budget, int units) {
    return new Charge(account, List.of(new Charge.Demand(Set.of(budget), units)));
  }

  private static void refuse(Standing standing) {
    throw new ProblemException(
        Kind.TOO_MANY,
        "rate_limit_exceeded",
        "Too fast",
        Map.of("limit_type", standing.budget().wireName()),
        AGAIN);
  }
}
