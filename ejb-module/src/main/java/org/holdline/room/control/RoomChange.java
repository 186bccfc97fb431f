package org.holdline.room.control;

import java.util.Map;
import java.util.function.UnaryOperator;
import org.holdline.room.entity.RoomDetails;
import org.jspecify.annotations.Nullable;

/**
 * What is to be changed of a registered room.
 *
 * @param details from what they were
 * @param settings wire names with values, as they were said; the others stay
 */
public record RoomChange(
    UnaryOperator<RoomDetails> details, Map<String, @Nullable Object> settings) {}
