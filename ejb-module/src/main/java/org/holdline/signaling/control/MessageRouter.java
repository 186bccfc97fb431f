package org.holdline.signaling.control;

import static java.util.function.Predicate.not;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.holdline.message.control.ClientMessage;
import org.holdline.message.control.ClientPayload.HandRaise;
import org.holdline.message.control.ClientPayload.MediaControl;
import org.holdline.message.control.Passing;
import org.holdline.problem.entity.ProblemException;
import org.holdline.replay.control.Appended;
import org.holdline.replay.control.LogPosition;
import org.holdline.replay.control.Outcome;
import org.holdline.replay.control.RoomLog;
import org.holdline.room.control.RulesVersion;
import org.holdline.session.control.MediaModeration;
import org.holdline.signaling.control.Judge.Judged;

/**
 * Brings a participant's message into the log: pace, permission, the server's own facts about the
 * sender, route. Thread-safe.
 */
public final class MessageRouter {
  private final RoomLog log;
  private final PassingOn passingOn;
  private final HandRaising hands;
  private final Judge judge;
  private final MediaModeration media;
  private final Drafting drafting;

  MessageRouter(
      RoomLog log,
      PassingOn passingOn,
      HandRaising hands,
      Judge judge,
      MediaModeration media,
      Drafting drafting) {
    this.log = log;
    this.passingOn = passingOn;
    this.hands = hands;
    this.judge = judge;
    this.media = media;
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
    var said = new ArrayList<Said>();
    var together = new ArrayList<Judged>();
    for (var each : judge.charge(speaker, messages)) {
      if (each.message().payload() instanceof HandRaise hand) {
        said.addAll(tell(speaker, together));
        together.clear();
        said.add(raise(speaker, each, hand));
      } else {
        together.add(each);
      }
    }
    said.addAll(tell(speaker, together));
    return said;
  }

  private Said raise(Speaker speaker, Judged charged, HandRaise hand) {
    return charged.isFine()
        ? hands.raise(speaker, charged.message().id(), hand.raised())
        : refused(charged);
  }

  private List<Said> tell(Speaker speaker, List<Judged> charged) {
    var who = speaker.attachment().key();
    var passing = charged.stream().filter(MessageRouter::isPassing).toList();
    var passed = judge.judge(who, passing, (judged, by) -> pass(speaker, judged, by)).iterator();
    var lasting = charged.stream().filter(not(MessageRouter::isPassing)).toList();
    var logged = judge.judge(who, lasting, (judged, by) -> append(speaker, judged, by)).iterator();
    return charged.stream().map(each -> (isPassing(each) ? passed : logged).next()).toList();
  }

  private static boolean isPassing(Judged judged) {
    return judged.message().payload() instanceof Passing;
  }

  private List<Said> pass(Speaker speaker, List<Judged> judged, RulesVersion by) {
    var passing =
        judged.stream()
            .filter(Judged::isFine)
            .map(each -> (Passing) each.message().payload())
            .toList();
    var passed = passingOn.tell(speaker, passing, by).iterator();
    return judged.stream().map(each -> each.isFine() ? passed.next() : refused(each)).toList();
  }

  private List<Said> append(Speaker speaker, List<Judged> judged, RulesVersion by) {
    var before = acceptedBefore(speaker, judged);
    var drafts =
        judged.stream()
            .filter(Judged::isFine)
            .map(each -> drafting.draft(speaker, each.message()))
            .toList();
    var room = speaker.attachment().key().room();
    var outcomes =
        (drafts.isEmpty() ? List.<Outcome>of() : log.append(room, drafts, by)).iterator();
    return judged.stream()
        .map(each ->
            each.isFine()
                ? said(speaker, each.message(), outcomes.next())
                : refused(speaker, each, before))
        .toList();
  }

  /**
   * Charges for what is for the server alone.
   *
   * @throws ProblemException {@code rate_limit_exceeded}
   */
  public void charge(Speaker speaker, ClientMessage message) {
    var problem = judge.charge(speaker, List.of(message)).getFirst().problem();
    if (problem != null) {
      throw problem;
    }
  }

  /**
   * What was accepted stays accepted: who sends it again because he never heard so is not refused
   * for what has changed meanwhile.
   */
  private Map<String, LogPosition> acceptedBefore(Speaker speaker, List<Judged> judged) {
    var ids =
        judged.stream()
            .filter(Judged::isFinal)
            .flatMap(each -> Stream.ofNullable(each.message().id()))
            .toList();
    var key = speaker.attachment().key();
    return ids.isEmpty() ? Map.of() : log.accepted(key.room(), key.user(), speaker.clientId(), ids);
  }

  private static Said refused(Speaker speaker, Judged judged, Map<String, LogPosition> before) {
    var id = judged.message().id();
    var position = id == null ? null : before.get(id);
    return position == null
        ? refused(judged)
        : logged(speaker, judged.message(), new Appended(position, true));
  }

  private static Said refused(Judged judged) {
    return new Said.Refused(Objects.requireNonNull(judged.problem()));
  }

  private Said said(Speaker speaker, ClientMessage message, Outcome outcome) {
    return switch (outcome) {
      case Appended appended -> {
        putOnRecord(speaker, message, appended);
        yield logged(speaker, message, appended);
      }
      case Outcome.TargetAbsent absent -> Said.Refused.targetAbsent();
    };
  }

  private void putOnRecord(Speaker speaker, ClientMessage message, Appended appended) {
    if (message.payload() instanceof MediaControl control
        && control.target() != null
        && !appended.duplicate()) {
      var key = speaker.attachment().key();
      media.asked(key.room(), key.user(), control);
    }
  }

  private static Said logged(Speaker speaker, ClientMessage message, Appended appended) {
    return new Said.Logged(appended, Drafting.messageId(speaker, message));
  }
}
