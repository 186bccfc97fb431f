/**
 * The room log in Redis. A room's keys share the braces and so a cluster slot; see {@link
 * org.holdline.replay.redis.RoomKeys}.
 */
@NullMarked
package org.holdline.replay.redis;

import org.jspecify.annotations.NullMarked;
