package org.holdline.signaling.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.holdline.identity.entity.UserId;
import org.holdline.limit.control.Account;
import org.holdline.limit.control.Budget;
import org.holdline.limit.control.Charge;
import org.holdline.limit.control.Grant;
import org.holdline.limit.control.Limits;
import org.holdline.limit.control.Receipt;
import org.holdline.limit.control.Refused;
import org.holdline.message.control.ChatMessageType;
import org.holdline.message.control.ClientMessage;
import org.holdline.message.control.ClientPayload;
import org.holdline.message.control.MediaAction;
import org.holdline.message.control.MediaType;
import org.holdline.message.control.Signal;
import org.holdline.message.control.Target;
import org.holdline.problem.entity.ProblemException;
import org.holdline.room.entity.RoomId;
import org.holdline.room.entity.SessionId;
import org.holdline.session.control.SessionKey;
import org.junit.jupiter.api.Test;

class PaceTest {
  private static final SessionKey ADA =
      new SessionKey(new RoomId("standup"), new UserId("ada"), new SessionId("s_1"));
  private static final ClientPayload CHAT =
      new ClientPayload.Chat("hello", ChatMessageType.TEXT, null, null);
  private static final ClientPayload MEDIA =
      new ClientPayload.MediaControl(MediaAction.MUTE, MediaType.AUDIO, null);
  private static final ClientPayload SIGNAL =
      new Signal.Answer("v=0", new Target(new UserId("bob"), null));

  /** Grants so much of each kind, by the budget that is its own, and keeps what was asked. */
  private static final class Purse implements Limits {
    private final Map<Budget, Integer> left;
    private final List<Charge> charges = new ArrayList<>();

    Purse(Map<Budget, Integer> left) {
      this.left = left;
    }

    @Override
    public List<Receipt> charge(List<Charge> asked) {
      charges.addAll(asked);
      return asked.stream()
          .map(
              charge -> new Receipt(charge.demands().stream().map(this::grant).toList(), List.of()))
          .toList();
    }

    @Override
    public Refused refusedToday() {
      return new Refused(0, 0);
    }

    private Grant grant(Charge.Demand demand) {
      var budget = Collections.max(demand.budgets());
      int units = Math.min(demand.units(), left.getOrDefault(budget, 1_000));
      return units == demand.units()
          ? Grant.all(units)
          : new Grant(units, new Grant.Lack(budget, Duration.ofSeconds(7)));
    }
  }

  private static List<Optional<String>> judged(Purse purse, ClientPayload... payloads) {
    var messages = List.of(payloads).stream().map(each -> new ClientMessage("m", each)).toList();
    return new Pace(purse)
        .judge(ADA, messages).stream()
            .map(each -> each.map(problem -> String.valueOf(problem.details().get("limit_type"))))
            .toList();
  }

  @Test
  void theFirstOfAFrameMayAndTheRestHasToWait() {
    var purse = new Purse(Map.of(Budget.CHAT_MESSAGE, 2));
    assertThat(judged(purse, CHAT, CHAT, CHAT, CHAT))
        .containsExactly(
            Optional.empty(),
            Optional.empty(),
            Optional.of("chat_message"),
            Optional.of("chat_message"));
  }

  @Test
  void nothingDurableGoesBeforeWhatHasToWait() {
    var purse = new Purse(Map.of(Budget.CHAT_MESSAGE, 0));
    assertThat(judged(purse, MEDIA, CHAT, MEDIA, SIGNAL))
        .containsExactly(
            Optional.empty(),
            Optional.of("chat_message"),
            Optional.of("chat_message"),
            Optional.empty());
  }

  @Test
  void signalingHasABudgetOfItsOwnAndTheRoomDoesNotPayForIt() {
    var purse = new Purse(Map.of(Budget.ROOM_MESSAGE, 0, Budget.WEBSOCKET_MESSAGE, 0));
    assertThat(judged(purse, SIGNAL, SIGNAL)).containsOnly(Optional.empty());
    assertThat(purse.charges).hasSize(1);
  }

  @Test
  void aRoomHearsNoMoreThanItsBudget() {
    var purse = new Purse(Map.of(Budget.ROOM_MESSAGE, 1));
    assertThat(judged(purse, CHAT, MEDIA))
        .containsExactly(Optional.empty(), Optional.of("room_message"));
    assertThat(purse.charges)
        .extracting(Charge::account)
        .containsExactly(Account.of(ADA.user()), Account.ofRoom("standup"));
  }

  @Test
  void theClientIsToldWhenToComeAgain() {
    var verdicts =
        new Pace(new Purse(Map.of(Budget.CHAT_MESSAGE, 0)))
            .judge(ADA, List.of(new ClientMessage("m", CHAT)));
    assertThat(verdicts.getFirst())
        .get()
        .satisfies(problem -> {
          assertThat(problem.code()).isEqualTo("rate_limit_exceeded");
          assertThat(problem.kind()).isEqualTo(ProblemException.Kind.TOO_MANY);
          assertThat(problem.retryAfter()).isEqualTo(Duration.ofSeconds(7));
        });
  }
}
