package org.holdline.replay.control;

/**
 * A message is in the log.
 *
 * @param duplicate it had been there before, at this very position
 */
public record Appended(LogPosition position, boolean duplicate) implements Outcome {}
