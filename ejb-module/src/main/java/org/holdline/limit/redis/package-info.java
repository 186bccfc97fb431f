/**
 * Budgets in Redis.
 *
 * <p>{@code webrtc:ratelimit:{<user|address|room>:<id>}:<budget>}: hash from a slice of time, a
 * twentieth of the budget's window, to how much was used in it; lives a little longer than the
 * window. It is neither written to the append-only file nor sent to replicas: after a failover
 * budgets are whole again.
 *
 * <p>{@code webrtc:ratelimit:{refused}:<day>:count} and {@code :users}: how much was refused in a
 * day, and to whom; kept in the same way, for two days.
 */
@NullMarked
package org.holdline.limit.redis;

import org.jspecify.annotations.NullMarked;
