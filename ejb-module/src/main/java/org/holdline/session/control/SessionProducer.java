package org.holdline.session.control;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.holdline.replay.control.WriteBehind;

/** Reads how long sessions are believed, and puts the keeper of their truth together. */
@ApplicationScoped
public class SessionProducer {
  private static final int PER_USER_MAX = 10;

  @Produces
  @Singleton
  SessionSettings settings(
      @ConfigProperty(name = "holdline.session.grace", defaultValue = "PT5M") Duration grace,
      @ConfigProperty(name = "holdline.session.lease", defaultValue = "PT15S") Duration lease,
      @ConfigProperty(name = "holdline.room.participants-max", defaultValue = "50")
          int participantsMax) {
    return new SessionSettings(grace, lease, participantsMax, PER_USER_MAX);
  }

  @Produces
  @Singleton
  HeartbeatSettings heartbeat(
      @ConfigProperty(name = "holdline.heartbeat.interval", defaultValue = "PT1S")
          Duration interval,
      @ConfigProperty(name = "holdline.heartbeat.background-interval", defaultValue = "PT10S")
          Duration backgroundInterval) {
    return new HeartbeatSettings(interval, backgroundInterval);
  }

  @Produces
  @Singleton
  SessionKeeper keeper(Sessions sessions, SessionSettings settings, WriteBehind history) {
    return new SessionKeeper(sessions, settings.lease(), history::check);
  }
}
