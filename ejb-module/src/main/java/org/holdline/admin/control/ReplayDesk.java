package org.holdline.admin.control;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.util.function.Predicate;
import org.holdline.replay.control.Canary;
import org.holdline.replay.control.Latency;
import org.holdline.replay.control.RoomTails;
import org.holdline.room.entity.RoomId;
import org.jspecify.annotations.Nullable;

/** Shows what is delivered how fast. */
@Dependent
public class ReplayDesk implements ReplayMXBean {
  private final RoomTails tails;
  private final Canary canary;

  @Inject
  public ReplayDesk(RoomTails tails, Canary canary) {
    this.tails = tails;
    this.canary = canary;
  }

  @Override
  public int getRoomsFollowed() {
    return (int) tails.rooms().stream().filter(Predicate.not(RoomId::isOfNode)).count();
  }

  @Override
  public @Nullable Latency getLatency() {
    return canary.latency().orElse(null);
  }
}
