/**
 * The way to Redis: one client, one gate that fails fast while Redis is away, one form of script.
 */
@NullMarked
package org.holdline.platform.redis;

import org.jspecify.annotations.NullMarked;
