package org.holdline.limit.control;

/**
 * What was refused in a day (UTC) because there was too much of it.
 *
 * @param users whose calls and messages they were
 * @param violations how many calls and messages
 */
public record Refused(long users, long violations) {}
