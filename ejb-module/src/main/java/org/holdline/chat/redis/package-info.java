/** How far everybody has read, in Redis. */
@NullMarked
package org.holdline.chat.redis;

import org.jspecify.annotations.NullMarked;
