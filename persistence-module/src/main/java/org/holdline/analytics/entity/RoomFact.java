package org.holdline.analytics.entity;

import org.jspecify.annotations.Nullable;

/**
 * Something that happened in a room, as it is shown.
 *
 * @param place also says what it was, such as {@code joined}; for a message it is its type
 * @param lastedMillis how long whoever left had been there
 * @param awayMillis how long a session that came back had been away
 * @param tookMillis until it had all that it had missed
 * @param detail why somebody left, how a recovery ended, which reaction, what a client noted
 */
public record RoomFact(
    FactPlace place,
    @Nullable String user,
    @Nullable String session,
    @Nullable Long lastedMillis,
    @Nullable Long awayMillis,
    @Nullable Long tookMillis,
    @Nullable String detail) {}
