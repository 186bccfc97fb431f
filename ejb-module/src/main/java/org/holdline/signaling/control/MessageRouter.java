package org.holdline.signaling.control;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.holdline.message.control.ClientMessage;
import org.holdline.message.control.ClientPayload.HandRaise;
import org.holdline.message.control.ClientPayload.MediaControl;
import org.holdline.message.control.Passing;
import org.holdline.replay.control.Appended;
import org.holdline.replay.control.Draft;
import org.holdline.replay.control.LogPosition;
import org.holdline.replay.control.Outcome;
import org.holdline.replay.control.RoomLog;
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
    var judged = judge.judge(speaker, messages);
    var before = acceptedBefore(speaker, judged);
    var said = new ArrayList<Said>();
    for (int from = 0; from < judged.size(); ) {
      int to = from;
      while (to < judged.size() && !(judged.get(to).message().payload() instanceof HandRaise)) {
        to++;
      }
      if (to > from) {
        said.addAll(append(speaker, judged.subList(from, to), before));
      }
      if (to < judged.size() && judged.get(to).message().payload() instanceof HandRaise hand) {
        var each = judged.get(to);
        said.add(
            each.isFine()
                ? hands.raise(speaker, each.message().id(), hand.raised())
                : refused(speaker, each, before));
      }
      from = to + 1;
    }
    return said;
  }

  private List<Said> append(Speaker speaker, List<Judged> judged, Map<String, LogPosition> before) {
    var drafts = new ArrayList<Draft>();
    var passing = new ArrayList<Passing>();
    for (var each : judged) {
      if (each.isFine() && each.message().payload() instanceof Passing inPassing) {
        passing.add(inPassing);
      } else if (each.isFine()) {
        drafts.add(drafting.draft(speaker, each.message()));
      }
    }
    var passed = passingOn.tell(speaker, passing).iterator();
    var room = speaker.attachment().key().room();
    var outcomes = (drafts.isEmpty() ? List.<Outcome>of() : log.append(room, drafts)).iterator();
    var said = new ArrayList<Said>();
    for (var each : judged) {
      if (!each.isFine()) {
        said.add(refused(speaker, each, before));
      } else if (each.message().payload() instanceof Passing) {
        said.add(passed.next());
      } else {
        said.add(said(speaker, each.message(), outcomes.next()));
        putOnRecord(speaker, each.message(), said.getLast());
      }
    }
    return said;
  }

  /**
   * Charges for what is for the server alone.
   *
   * @throws org.holdline.problem.entity.ProblemException {@code rate_limit_exceeded}
   */
  public void charge(Speaker speaker, ClientMessage message) {
    judge.charge(speaker, message);
  }

  /**
   * What was accepted stays accepted: who sends it again because he never heard so is not refused
   * for what has changed meanwhile.
   */
  private Map<String, LogPosition> acceptedBefore(Speaker speaker, List<Judged> judged) {
    var ids =
        judged.stream()
            .filter(each -> each.isFinal() && each.message().type().isLogged())
            .flatMap(each -> Stream.ofNullable(each.message().id()))
            .toList();
    var key = speaker.attachment().key();
    return ids.isEmpty() ? Map.of() : log.accepted(key.room(), key.user(), speaker.clientId(), ids);
  }

  private static Said refused(Speaker speaker, Judged judged, Map<String, LogPosition> before) {
    var id = judged.message().id();
    var position = id == null ? null : before.get(id);
    return position == null
        ? new Said.Refused(Objects.requireNonNull(judged.problem()))
        : said(speaker, judged.message(), new Appended(position, true));
  }

  private void putOnRecord(Speaker speaker, ClientMessage message, Said said) {
    if (message.payload() instanceof MediaControl control
        && control.target() != null
        && said instanceof Said.Logged logged
        && !logged.appended().duplicate()) {
      var key = speaker.attachment().key();
      media.asked(key.room(), key.user(), control);
    }
  }

  private static Said said(Speaker speaker, ClientMessage message, Outcome outcome) {
    return switch (outcome) {
      case Appended appended -> new Said.Logged(appended, Drafting.messageId(speaker, message));
      case Outcome.TargetAbsent absent -> Said.Refused.targetAbsent();
    };
  }
}
