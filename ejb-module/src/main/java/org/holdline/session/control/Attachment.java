package org.holdline.session.control;

/** One connection's hold on a session; a newer generation ends it. */
public record Attachment(SessionKey key, long generation) {}
