package org.holdline.room.control;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

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
  GroupRoles groupRoles() {
    return GroupRoles.standard();
  }
}
