package org.holdline.signaling.control;

import java.util.ArrayList;
import java.util.List;
import org.holdline.chat.control.ChatGuard;
import org.holdline.limit.control.Limits;
import org.holdline.message.control.ClientMessage;
import org.holdline.message.control.ClientPayload.MediaControl;
import org.holdline.problem.entity.ProblemException;
import org.holdline.problem.entity.UnavailableException;
import org.holdline.room.control.RoomPolicy;
import org.holdline.room.control.RoomRules;
import org.holdline.session.control.MediaModeration;
import org.holdline.session.control.RulesCache;
import org.jspecify.annotations.Nullable;

/** Decides what a participant may say: not too much, only what he may, of what there is. */
public final class Judge {
  private final Pace pace;
  private final RulesCache rules;
  private final RoomPolicy policy;
  private final ChatGuard chat;
  private final MediaModeration media;

  public Judge(
      Limits limits, RulesCache rules, RoomPolicy policy, ChatGuard chat, MediaModeration media) {
    this.pace = new Pace(limits);
    this.rules = rules;
    this.policy = policy;
    this.chat = chat;
    this.media = media;
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
   * Charges for what is for the server alone.
   *
   * @throws ProblemException {@code rate_limit_exceeded}
   */
  void charge(Speaker speaker, ClientMessage message) {
    var hasty = pace.judge(speaker.attachment().key(), List.of(message)).getFirst();
    if (hasty.isPresent()) {
      throw hasty.get();
    }
  }

  /**
   * Each of them is charged for, also what he may not say.
   *
   * @return one for each message, in order
   * @throws UnavailableException when it cannot be known now
   */
  List<Judged> judge(Speaker speaker, List<ClientMessage> messages) {
    var hasty = pace.judge(speaker.attachment().key(), messages).iterator();
    var now = rules.current(speaker.attachment().key().room()).rules();
    var judged = new ArrayList<Judged>();
    for (var message : messages) {
      var tooSoon = hasty.next().orElse(null);
      judged.add(tooSoon == null ? judge(speaker, message, now) : new Judged(message, tooSoon));
    }
    return judged;
  }

  private Judged judge(Speaker speaker, ClientMessage message, RoomRules now) {
    try {
      var payload = message.payload();
      var key = speaker.attachment().key();
      policy.require(now, key.user(), payload);
      if (payload instanceof MediaControl control && control.target() != null) {
        media.requireAsk(key.room(), key.user(), control.target());
      }
      var complete =
          chat.complete(key.room(), key.user(), policy.permissions(now, key.user()), payload);
      return new Judged(new ClientMessage(message.id(), complete), null);
    } catch (UnavailableException away) {
      throw away;
    } catch (ProblemException refusal) {
      return new Judged(message, refusal);
    }
  }
}
