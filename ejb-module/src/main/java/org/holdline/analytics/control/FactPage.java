package org.holdline.analytics.control;

import java.util.List;
import org.holdline.analytics.entity.FactPlace;
import org.holdline.analytics.entity.RoomFact;
import org.jspecify.annotations.Nullable;

/**
 * A piece of what happened.
 *
 * @param facts newest first
 * @param nextBefore from where older ones go on; null when there are none
 */
public record FactPage(List<RoomFact> facts, @Nullable FactPlace nextBefore) {
  public FactPage {
    facts = List.copyOf(facts);
  }
}
