/** What is remembered of a room's durable messages. */
@NullMarked
package org.holdline.message.entity;

import org.jspecify.annotations.NullMarked;
