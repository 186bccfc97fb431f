package org.holdline.transfer.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.holdline.transfer.entity.Side.RECEIVER;
import static org.holdline.transfer.entity.Side.SENDER;
import static org.holdline.transfer.entity.Side.SYSTEM;
import static org.holdline.transfer.entity.TransferStatus.ACTIVE;
import static org.holdline.transfer.entity.TransferStatus.CANCELLED;
import static org.holdline.transfer.entity.TransferStatus.COMPLETED;
import static org.holdline.transfer.entity.TransferStatus.FAILED;
import static org.holdline.transfer.entity.TransferStatus.PAUSED;
import static org.holdline.transfer.entity.TransferStatus.PENDING;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.holdline.problem.entity.ProblemException;
import org.holdline.transfer.control.TransferMachine.Move;
import org.holdline.transfer.control.TransferMachine.Stage;
import org.holdline.transfer.entity.Side;
import org.holdline.transfer.entity.TransferStatus;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every stage, every move, every side: 10 x 7 x 3. */
class TransferMachineTest {
  static Stream<Arguments> everything() {
    var stages = new ArrayList<Stage>();
    for (var status : TransferStatus.values()) {
      if (status != PAUSED) {
        stages.add(new Stage(status, Set.of()));
      }
    }
    for (var pausers :
        List.of(
            Set.of(SENDER),
            Set.of(RECEIVER),
            Set.of(SYSTEM),
            Set.of(SENDER, RECEIVER),
            Set.of(SENDER, SYSTEM))) {
      stages.add(new Stage(PAUSED, pausers));
    }
    return stages.stream()
        .flatMap(stage ->
            Stream.of(Side.values())
                .flatMap(
                    side -> Stream.of(Move.values()).map(move -> Arguments.of(stage, side, move))));
  }

  /** The table of the reference, said once more and differently. */
  private static Optional<Stage> expected(Stage now, Side by, Move move) {
    boolean isOpen = Set.of(PENDING, ACTIVE, PAUSED).contains(now.status());
    return switch (move) {
      case ACCEPT -> when(by == RECEIVER && now.status() == PENDING, ACTIVE);
      case REJECT -> when(by == RECEIVER && now.status() == PENDING, CANCELLED);
      case CANCEL -> when(by != SYSTEM && isOpen, CANCELLED);
      case FAIL -> when(isOpen, FAILED);
      case COMPLETE ->
          when(
              by == RECEIVER
                  && (now.status() == ACTIVE || now.equals(new Stage(PAUSED, Set.of(SYSTEM)))),
              COMPLETED);
      case PAUSE ->
          (now.status() == ACTIVE || now.status() == PAUSED) && !now.pausedBy().contains(by)
              ? Optional.of(new Stage(PAUSED, with(now.pausedBy(), by)))
              : Optional.empty();
      case RESUME -> resumed(now, by);
    };
  }

  private static Optional<Stage> resumed(Stage now, Side by) {
    if (!now.pausedBy().contains(by)) {
      return Optional.empty();
    }
    var left = new ArrayList<>(now.pausedBy());
    left.remove(by);
    return Optional.of(new Stage(left.isEmpty() ? ACTIVE : PAUSED, Set.copyOf(left)));
  }

  private static Set<Side> with(Set<Side> pausers, Side by) {
    var all = new ArrayList<>(pausers);
    all.add(by);
    return Set.copyOf(all);
  }

  private static Optional<Stage> when(boolean allowed, TransferStatus next) {
    return allowed ? Optional.of(new Stage(next, Set.of())) : Optional.empty();
  }

  @ParameterizedTest
  @MethodSource("everything")
  void whoMayDoWhatFromWhereIsTheTable(Stage now, Side by, Move move) {
    Optional<Stage> next;
    try {
      next = Optional.of(TransferMachine.next(now, by, move));
    } catch (ProblemException refusal) {
      assertThat(refusal.code()).isIn("permission_denied", "invalid_transfer_state");
      next = Optional.empty();
    }
    assertThat(next).isEqualTo(expected(now, by, move));
  }
}
