/**
 * Tickets in Redis.
 *
 * <p>{@code webrtc:ticket:<SHA-256 of the secret>}: string, the caller as JSON, 30 s, taken by its
 * first reader.
 */
@NullMarked
package org.holdline.identity.redis;

import org.jspecify.annotations.NullMarked;
