package org.holdline.signaling.control;

import java.util.List;
import java.util.function.BiFunction;
import org.holdline.chat.control.ChatGuard;
import org.holdline.limit.control.Limits;
import org.holdline.message.control.ClientMessage;
import org.holdline.problem.entity.ProblemException;
import org.holdline.problem.entity.UnavailableException;
import org.holdline.room.control.RoomPolicy;
import org.holdline.room.control.RoomRules;
import org.holdline.room.control.RulesVersion;
import org.holdline.session.control.RulesCache;
import org.holdline.session.control.SessionKey;
import org.jspecify.annotations.Nullable;

/** Decides what a participant may say: not too much, only what he may, of what there is. */
public final class Judge {
  private final Pace pace;
  private final RulesCache rules;
  private final RoomPolicy policy;
  private final ChatGuard chat;

  public Judge(Limits limits, RulesCache rules, RoomPolicy policy, ChatGuard chat) {
    this.pace = new Pace(limits);
    this.rules = rules;
    this.policy = policy;
    this.chat = chat;
  }

  /**
   * One message.
   *
   * @param message complete, if it may be said, otherwise as it came
   * @param problem why it may not be said
   */
  record Judged(ClientMessage message, @Nullable ProblemException problem) {
    boolean isFine() {
      return problem == null;
    }

    /** It will not be said however often he tries. */
    boolean isFinal() {
      return problem != null && problem.retryAfter() == null;
    }
  }

  /**
   * Charges for each of them, also for what he may not say; what is too much is refused.
   *
   * @return one for each message, in order
   */
  List<Judged> charge(Speaker speaker, List<ClientMessage> messages) {
    var hasty = pace.judge(speaker.attachment().key(), messages).iterator();
    return messages.stream().map(each -> new Judged(each, hasty.next().orElse(null))).toList();
  }

  /**
   * Says what may be said by rules that hold while it is said, and refuses nothing by others.
   *
   * @param charged what is refused already stays so
   * @param telling is given one for each of them, in order, and the rules by which they are judged
   * @throws UnavailableException when it cannot be known now
   */
  <T> T judge(
      SessionKey who, List<Judged> charged, BiFunction<List<Judged>, RulesVersion, T> telling) {
    return rules.whileTheyHold(
        who.room(),
        by -> {
          var judged =
              charged.stream()
                  .map(each -> each.isFine() ? judge(who, each.message(), by.rules()) : each)
                  .toList();
          if (judged.stream().anyMatch(Judged::isFinal)) {
            rules.requireCurrent(who.room(), by);
          }
          return telling.apply(judged, by.version());
        });
  }

  private Judged judge(SessionKey who, ClientMessage message, RoomRules by) {
    try {
      policy.require(by, who.user(), message.payload());
      var held = policy.permissions(by, who.user());
      var complete = chat.complete(who.room(), who.user(), held, message.payload());
      return new Judged(new ClientMessage(message.id(), complete), null);
    } catch (UnavailableException away) {
      throw away;
    } catch (ProblemException refusal) {
      return new Judged(message, refusal);
    }
  }
}
