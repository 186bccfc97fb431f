package org.holdline.signaling.control;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import org.holdline.chat.control.ChatGuard;
import org.holdline.limit.control.Limits;
import org.holdline.message.control.MessageCodec;
import org.holdline.replay.control.EphemeralPath;
import org.holdline.replay.control.RoomLog;
import org.holdline.room.control.RoomDecisions;
import org.holdline.room.control.RoomPolicy;
import org.holdline.session.control.MediaModeration;
import org.holdline.session.control.RulesCache;
import org.holdline.session.control.RulesStore;

/** Puts the router and its parts together. */
@ApplicationScoped
public class SignalingProducer {
  @Produces
  @Singleton
  MessageRouter router(
      RoomLog log,
      PassingOn passingOn,
      HandRaising hands,
      Judge judge,
      MediaModeration media,
      Drafting drafting) {
    return new MessageRouter(log, passingOn, hands, judge, media, drafting);
  }

  @Produces
  @Singleton
  PassingOn passingOn(EphemeralPath path, MessageCodec codec, Clock clock) {
    return new PassingOn(path, codec, clock);
  }

  @Produces
  @Singleton
  HandRaising hands(RulesStore rules, RoomDecisions decisions) {
    return new HandRaising(rules, decisions);
  }

  @Produces
  @Singleton
  Judge judge(Limits limits, RulesCache rules, RoomPolicy policy, ChatGuard chat) {
    return new Judge(limits, rules, policy, chat);
  }

  @Produces
  @Singleton
  Drafting drafting(MessageCodec codec, Clock clock) {
    return new Drafting(codec, clock);
  }
}
