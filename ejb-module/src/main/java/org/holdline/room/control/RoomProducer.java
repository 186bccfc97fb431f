package org.holdline.room.control;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.holdline.platform.control.Setting;

/** Gives the rules of rooms to those who ask. */
@ApplicationScoped
public class RoomProducer {
  @Produces
  @Singleton
  RoomPolicy policy() {
    return new RoomPolicy();
  }

  @Produces
  @Singleton
  RoomRegistrySettings registry(
      @ConfigProperty(name = "holdline.rooms.per-user-max", defaultValue = "100") String perUserMax,
      @ConfigProperty(name = "holdline.rooms.unregistered", defaultValue = "allowed")
          String unregistered) {
    return new RoomRegistrySettings(
        Setting.whole("holdline.rooms.per-user-max", perUserMax),
        switch (unregistered) {
          case "allowed" -> true;
          case "refused" -> false;
          default ->
              throw new IllegalArgumentException(
                  "holdline.rooms.unregistered must be allowed or refused: " + unregistered);
        });
  }

  @Produces
  @Singleton
  RoomDecisions decisions(RoomPolicy policy, Clock clock) {
    return new RoomDecisions(policy, clock);
  }

  @Produces
  @Singleton
  BreakoutDecisions breakoutDecisions(RoomPolicy policy, Clock clock) {
    return new BreakoutDecisions(policy, clock);
  }

  @Produces
  @Singleton
  MediaDecisions mediaDecisions(RoomPolicy policy, Clock clock) {
    return new MediaDecisions(policy, clock);
  }

  @Produces
  @Singleton
  DoorDecisions doorDecisions(RoomPolicy policy, Clock clock) {
    return new DoorDecisions(policy, clock);
  }

  @Produces
  @Singleton
  GroupRoles groupRoles() {
    return GroupRoles.standard();
  }
}
