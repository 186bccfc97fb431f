package org.holdline.replay.control;

/**
 * Something said in passing: it has no place in the log.
 *
 * @param body the whole envelope as JSON
 */
public record EphemeralMessage(Routing routing, String body) {}
