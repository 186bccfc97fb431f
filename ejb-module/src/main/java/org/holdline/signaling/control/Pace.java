package org.holdline.signaling.control;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.holdline.limit.control.Account;
import org.holdline.limit.control.Budget;
import org.holdline.limit.control.Charge;
import org.holdline.limit.control.Charge.Demand;
import org.holdline.limit.control.Grant;
import org.holdline.limit.control.Limits;
import org.holdline.message.control.ClientMessage;
import org.holdline.message.control.MessageClass;
import org.holdline.message.control.MessageType;
import org.holdline.problem.entity.ProblemException;
import org.holdline.session.control.SessionKey;

/**
 * Whether a participant says no more than he may, and a room hears no more than it can. All that is
 * said at once is charged in one round trip.
 */
final class Pace {
  private static final Set<Budget> SIGNAL = Set.of(Budget.SIGNALING);
  private static final Set<Budget> ANY = Set.of(Budget.WEBSOCKET_MESSAGE);
  private static final Set<Budget> CHAT = Set.of(Budget.WEBSOCKET_MESSAGE, Budget.CHAT_MESSAGE);
  private static final Set<Budget> HAND = Set.of(Budget.WEBSOCKET_MESSAGE, Budget.HAND_RAISE);
  private static final Set<Budget> REACTION = Set.of(Budget.WEBSOCKET_MESSAGE, Budget.REACTION);
  private static final Set<Budget> ROOM = Set.of(Budget.ROOM_MESSAGE);

  private final Limits limits;

  Pace(Limits limits) {
    this.limits = limits;
  }

  private static Set<Budget> budgetsOf(MessageType type) {
    if (type.messageClass() == MessageClass.SIGNALING) {
      return SIGNAL;
    }
    return switch (type) {
      case CHAT_MESSAGE, CHAT_EDIT, CHAT_DELETE -> CHAT;
      case HAND_RAISE -> HAND;
      case REACTION -> REACTION;
      default -> ANY;
    };
  }

  /** What was granted for messages of one kind, handed out to them in order. */
  private static final class Ration {
    private final Grant grant;
    private int used;

    Ration(Grant grant) {
      this.grant = grant;
    }

    Optional<ProblemException> next() {
      var lack = grant.lack();
      return lack == null || used++ < grant.units()
          ? Optional.empty()
          : Optional.of(lack.problem());
    }
  }

  /**
   * Charges for all of them.
   *
   * @return for each, in order, why it may not be said now, if so. Of those of one kind the first
   *     may, and no durable one before another that has to wait
   * @throws org.holdline.problem.entity.UnavailableException when that cannot be known
   */
  List<Optional<ProblemException>> judge(SessionKey who, List<ClientMessage> messages) {
    var kinds = messages.stream().map(message -> budgetsOf(message.payload().type())).toList();
    var rations = rations(who, kinds);
    var verdicts = new ArrayList<Optional<ProblemException>>();
    var held = Optional.<ProblemException>empty();
    for (int i = 0; i < kinds.size(); i++) {
      boolean isDurable = messages.get(i).payload().type().messageClass() == MessageClass.DURABLE;
      var verdict = verdict(kinds.get(i), rations);
      if (isDurable) {
        held = held.or(() -> verdict);
      }
      verdicts.add(isDurable ? held : verdict);
    }
    return verdicts;
  }

  private static Optional<ProblemException> verdict(
      Set<Budget> kind, Map<Set<Budget>, Ration> rations) {
    var own = requireNonNull(rations.get(kind)).next();
    return own.isPresent() || kind.equals(SIGNAL) ? own : requireNonNull(rations.get(ROOM)).next();
  }

  private Map<Set<Budget>, Ration> rations(SessionKey who, List<Set<Budget>> kinds) {
    var counts = new LinkedHashMap<Set<Budget>, Integer>();
    kinds.forEach(kind -> counts.merge(kind, 1, Integer::sum));
    var own =
        counts.entrySet().stream().map(each -> new Demand(each.getKey(), each.getValue())).toList();
    var charges = new ArrayList<Charge>();
    charges.add(new Charge(Account.of(who.user()), own));
    int heard = kinds.size() - counts.getOrDefault(SIGNAL, 0);
    if (heard > 0) {
      charges.add(new Charge(Account.ofRoom(who.room().value()), List.of(new Demand(ROOM, heard))));
    }
    var receipts = limits.charge(charges);
    var rations = new LinkedHashMap<Set<Budget>, Ration>();
    for (int i = 0; i < charges.size(); i++) {
      var demands = charges.get(i).demands();
      for (int j = 0; j < demands.size(); j++) {
        rations.put(demands.get(j).budgets(), new Ration(receipts.get(i).grants().get(j)));
      }
    }
    return rations;
  }
}
