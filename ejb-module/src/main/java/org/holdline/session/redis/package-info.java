/**
 * Sessions in Redis: one script per step; keys as in {@link org.holdline.replay.redis.RoomKeys}.
 */
@NullMarked
package org.holdline.session.redis;

import org.jspecify.annotations.NullMarked;
