package org.holdline.signaling.control;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import org.holdline.limit.control.Limits;
import org.holdline.message.control.MessageCodec;
import org.holdline.replay.control.EphemeralPath;
import org.holdline.replay.control.RoomLog;
import org.holdline.room.control.RoomPolicy;

/** Puts the router together. */
@ApplicationScoped
public class SignalingProducer {
  @Produces
  @Singleton
  MessageRouter router(
      RoomLog log,
      EphemeralPath path,
      RoomPolicy policy,
      Limits limits,
      MessageCodec codec,
      Clock clock) {
    return new MessageRouter(log, path, policy, limits, codec, clock);
  }
}
