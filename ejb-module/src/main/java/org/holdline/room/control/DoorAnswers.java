package org.holdline.room.control;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import org.holdline.identity.entity.UserId;

/** Whom those inside have admitted or turned away while their meeting lasts. */
public record DoorAnswers(Map<UserId, DoorAnswer> given) {
  public static final DoorAnswers NONE = new DoorAnswers(Map.of());

  /** Whose answer is forgotten has to wait again when he comes again. */
  static final int REMEMBERED_MAX = 2_000;

  public DoorAnswers {
    given = Map.copyOf(given);
  }

  public DoorAnswer answerTo(UserId user) {
    return given.getOrDefault(user, new DoorAnswer.None());
  }

  DoorAnswers with(Map<UserId, DoorAnswer> answers) {
    var all = new HashMap<>(given);
    all.putAll(answers);
    while (all.size() > REMEMBERED_MAX) {
      all.remove(oldest(all));
    }
    return new DoorAnswers(all);
  }

  private static UserId oldest(Map<UserId, DoorAnswer> all) {
    return all.entrySet().stream()
        .min(Comparator.comparing(entry -> at(entry.getValue())))
        .orElseThrow()
        .getKey();
  }

  private static Instant at(DoorAnswer answer) {
    return switch (answer) {
      case DoorAnswer.Admitted in -> in.at();
      case DoorAnswer.Rejected out -> out.at();
      case DoorAnswer.None none -> Instant.MIN;
    };
  }
}
