package org.holdline.replay.control;

/** Sequences that cannot be replayed, both ends included. */
public record MissingRange(long from, long to) {}
