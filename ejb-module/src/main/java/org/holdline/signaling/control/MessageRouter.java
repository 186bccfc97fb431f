package org.holdline.signaling.control;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.holdline.message.control.ClientMessage;
import org.holdline.message.control.ClientPayload.HandRaise;
import org.holdline.message.control.Passing;
import org.holdline.problem.entity.ProblemException;
import org.holdline.replay.control.Appended;
import org.holdline.replay.control.Draft;
import org.holdline.replay.control.Outcome;
import org.holdline.replay.control.RoomLog;
import org.holdline.room.control.RoomPolicy;

/**
 * Brings a participant's message into the log: pace, permission, the server's own facts about the
 * sender, route. Thread-safe.
 */
public final class MessageRouter {
  private final RoomLog log;
  private final PassingOn passingOn;
  private final HandRaising hands;
  private final RoomPolicy policy;
  private final Pace pace;
  private final Drafting drafting;

  MessageRouter(
      RoomLog log,
      PassingOn passingOn,
      HandRaising hands,
      RoomPolicy policy,
      Pace pace,
      Drafting drafting) {
    this.log = log;
    this.passingOn = passingOn;
    this.hands = hands;
    this.policy = policy;
    this.pace = pace;
    this.drafting = drafting;
  }

  /**
   * Says something to the room or to some in it, with one append for all of it that is logged and
   * not about the rules, in order; what is said in passing goes first.
   *
   * @return one for each message, in order
   * @throws org.holdline.problem.entity.UnavailableException when the log is out of reach: nothing
   *     is known to be said
   * @throws org.holdline.replay.control.SessionGoneException when the connection no longer holds
   *     its session
   * @throws IllegalArgumentException for a message that is not for the room
   */
  public List<Said> say(Speaker speaker, List<ClientMessage> messages) {
    var refusals = refusals(speaker, messages);
    var said = new ArrayList<Said>();
    for (int from = 0; from < messages.size(); ) {
      int to = from;
      while (to < messages.size() && !(messages.get(to).payload() instanceof HandRaise)) {
        to++;
      }
      if (to > from) {
        said.addAll(append(speaker, messages.subList(from, to), refusals.subList(from, to)));
      }
      if (to < messages.size() && messages.get(to).payload() instanceof HandRaise hand) {
        var id = messages.get(to).id();
        said.add(
            refusals
                .get(to)
                .<Said>map(Said.Refused::new)
                .orElseGet(() -> hands.raise(speaker, id, hand.raised())));
      }
      from = to + 1;
    }
    return said;
  }

  private List<Said> append(
      Speaker speaker, List<ClientMessage> messages, List<Optional<ProblemException>> refusals) {
    var drafts = new ArrayList<Draft>();
    var passing = new ArrayList<Passing>();
    for (int i = 0; i < messages.size(); i++) {
      var message = messages.get(i);
      if (refusals.get(i).isEmpty() && message.payload() instanceof Passing inPassing) {
        passing.add(inPassing);
      } else if (refusals.get(i).isEmpty()) {
        drafts.add(drafting.draft(speaker, message));
      }
    }
    var passed = passingOn.tell(speaker, passing).iterator();
    var room = speaker.attachment().key().room();
    var outcomes = (drafts.isEmpty() ? List.<Outcome>of() : log.append(room, drafts)).iterator();
    var said = new ArrayList<Said>();
    for (int i = 0; i < messages.size(); i++) {
      boolean isPassing = messages.get(i).payload() instanceof Passing;
      said.add(
          refusals
              .get(i)
              .<Said>map(Said.Refused::new)
              .orElseGet(() -> isPassing ? passed.next() : said(outcomes.next())));
    }
    return said;
  }

  /**
   * Charges for what is for the server alone.
   *
   * @throws ProblemException {@code rate_limit_exceeded}
   */
  public void charge(Speaker speaker, ClientMessage message) {
    var hasty = pace.judge(speaker.attachment().key(), List.of(message)).getFirst();
    if (hasty.isPresent()) {
      throw hasty.get();
    }
  }

  /** Each of them is charged for, also what he may not say. */
  private List<Optional<ProblemException>> refusals(Speaker speaker, List<ClientMessage> messages) {
    var hasty = pace.judge(speaker.attachment().key(), messages).iterator();
    return messages.stream()
        .map(message -> hasty.next().or(() -> refusal(speaker, message)))
        .toList();
  }

  private Optional<ProblemException> refusal(Speaker speaker, ClientMessage message) {
    try {
      policy.require(speaker.permissions(), message.payload());
      return Optional.empty();
    } catch (ProblemException refusal) {
      return Optional.of(refusal);
    }
  }

  private static Said said(Outcome outcome) {
    return switch (outcome) {
      case Appended appended -> new Said.Logged(appended);
      case Outcome.TargetAbsent absent -> Said.Refused.targetAbsent();
    };
  }
}
