package org.holdline.replay.control;

/** How long messages took lately, from the append to who they are for, in milliseconds. */
public record Latency(double average, long p95, long p99) {}
