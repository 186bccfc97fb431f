package org.holdline.recording.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.holdline.recording.entity.RecordingStatus.CANCELLED;
import static org.holdline.recording.entity.RecordingStatus.COMPLETED;
import static org.holdline.recording.entity.RecordingStatus.FAILED;
import static org.holdline.recording.entity.RecordingStatus.PAUSED;
import static org.holdline.recording.entity.RecordingStatus.PENDING;
import static org.holdline.recording.entity.RecordingStatus.PROCESSING;
import static org.holdline.recording.entity.RecordingStatus.RECORDING;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.holdline.problem.entity.ProblemException;
import org.holdline.recording.control.RecordingMachine.Move;
import org.holdline.recording.entity.RecordingStatus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every status and every move, and long walks at random. */
class RecordingMachineTest {
  /** The table of the reference, said once more and differently. */
  private static final Map<RecordingStatus, Map<Move, RecordingStatus>> TABLE =
      Map.of(
          PENDING,
          Map.of(
              Move.FLOW,
              RECORDING,
              Move.STOP,
              PROCESSING,
              Move.CANCEL,
              CANCELLED,
              Move.FAIL,
              FAILED),
          RECORDING,
          Map.of(
              Move.PAUSE, PAUSED, Move.STOP, PROCESSING, Move.CANCEL, CANCELLED, Move.FAIL, FAILED),
          PAUSED,
          Map.of(
              Move.RESUME,
              RECORDING,
              Move.STOP,
              PROCESSING,
              Move.CANCEL,
              CANCELLED,
              Move.FAIL,
              FAILED),
          PROCESSING,
          Map.of(Move.COMPLETE, COMPLETED, Move.FAIL, FAILED),
          COMPLETED,
          Map.of(),
          FAILED,
          Map.of(),
          CANCELLED,
          Map.of());

  static Stream<Arguments> everything() {
    return Stream.of(RecordingStatus.values())
        .flatMap(status -> Stream.of(Move.values()).map(move -> Arguments.of(status, move)));
  }

  @ParameterizedTest
  @MethodSource("everything")
  void aMoveLeadsWhereTheTableSaysOrIsRefused(RecordingStatus status, Move move) {
    var expected = TABLE.getOrDefault(status, Map.of()).get(move);
    if (expected != null) {
      assertThat(RecordingMachine.next(status, move)).isEqualTo(expected);
    } else {
      assertThatThrownBy(() -> RecordingMachine.next(status, move))
          .isInstanceOfSatisfying(
              ProblemException.class,
              refusal -> assertThat(refusal.code()).isEqualTo("invalid_recording_state"));
    }
  }

  @Test
  void whateverIsDoneItNeverComesBackToLifeAndIsCompletedOnlyAfterProcessing() {
    var random = new Random(12);
    var moves = List.of(Move.values());
    for (int walk = 0; walk < 2_000; walk++) {
      var status = PENDING;
      for (int step = 0; step < 12; step++) {
        var next = tried(status, moves.get(random.nextInt(moves.size())));
        if (!status.isActive()) {
          assertThat(next.isActive()).isFalse();
        }
        if (status.isFinal()) {
          assertThat(next).isEqualTo(status);
        }
        if (next == COMPLETED) {
          assertThat(status).isIn(PROCESSING, COMPLETED);
        }
        status = next;
      }
    }
  }

  private static RecordingStatus tried(RecordingStatus status, Move move) {
    try {
      return RecordingMachine.next(status, move);
    } catch (ProblemException refused) {
      return status;
    }
  }
}
