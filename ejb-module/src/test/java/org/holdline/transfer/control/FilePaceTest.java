package org.holdline.transfer.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.holdline.identity.entity.UserId;
import org.holdline.limit.control.Allowance;
import org.holdline.limit.control.Budget;
import org.holdline.limit.control.Charge;
import org.holdline.limit.control.Grant;
import org.holdline.limit.control.Limits;
import org.holdline.limit.control.Receipt;
import org.holdline.limit.control.Refused;
import org.holdline.limit.control.Standing;
import org.holdline.problem.entity.ProblemException;
import org.holdline.problem.entity.UnavailableException;
import org.holdline.room.entity.RoomId;
import org.holdline.transfer.entity.TransferId;
import org.junit.jupiter.api.Test;

class FilePaceTest {
  private static final Asked ASKED =
      new Asked(TransferId.random(), new RoomId("standup"), new UserId("ada"));
  private static final int KIB = 1_024;

  /** Budgets that nothing comes back to. */
  private static final class Purse implements Limits {
    private final Map<Budget, Integer> used = new EnumMap<>(Budget.class);
    private final int max;

    Purse(int max) {
      this.max = max;
    }

    int used(Budget budget) {
      return used.getOrDefault(budget, 0);
    }

    @Override
    public List<Receipt> charge(List<Charge> charges) {
      return charges.stream().map(this::charge).toList();
    }

    private Receipt charge(Charge charge) {
      var demand = charge.demands().getFirst();
      var budget = demand.budgets().iterator().next();
      int now = used.merge(budget, demand.units(), Integer::sum);
      var allowance = new Allowance(max, Duration.ofSeconds(10));
      return new Receipt(
          List.of(Grant.all(demand.units())),
          List.of(new Standing(budget, allowance, now, Duration.ofSeconds(10))));
    }

    @Override
    public Refused refusedToday() {
      return new Refused(0, 0);
    }
  }

  @Test
  void whatFitsIsChargedToTheRoomAndTheTransfer() {
    var purse = new Purse(100);
    new FilePace(purse).require(ASKED, 60 * KIB + 1);
    assertThat(purse.used(Budget.FILE_ROOM)).isEqualTo(61);
    assertThat(purse.used(Budget.FILE_TRANSFER)).isEqualTo(61);
  }

  @Test
  void whatIsTooMuchIsRefusedAndUsesNothingUp() {
    var purse = new Purse(100);
    var pace = new FilePace(purse);
    pace.require(ASKED, 60 * KIB);
    assertThatThrownBy(() -> pace.require(ASKED, 41 * KIB))
        .isInstanceOfSatisfying(
            ProblemException.class,
            refusal -> {
              assertThat(refusal.code()).isEqualTo("rate_limit_exceeded");
              assertThat(refusal.retryAfter()).isPositive();
            });
    assertThat(purse.used(Budget.FILE_TRANSFER)).isEqualTo(60);
    pace.require(ASKED, 40 * KIB);
  }

  @Test
  void whileNobodyKnowsWhatIsLeftFilesPass() {
    Limits away =
        new Limits() {
          @Override
          public List<Receipt> charge(List<Charge> charges) {
            throw new UnavailableException("redis_unavailable", "Redis is out of reach");
          }

          @Override
          public Refused refusedToday() {
            return new Refused(0, 0);
          }
        };
    assertThatCode(() -> new FilePace(away).require(ASKED, KIB)).doesNotThrowAnyException();
  }
}
