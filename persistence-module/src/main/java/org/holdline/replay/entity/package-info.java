/**
 * What is remembered of a room's durable messages: table {@code history_message}, one row per
 * message, written behind by the log and read for replay past the buffer and for chat history.
 */
@NullMarked
package org.holdline.replay.entity;

import org.jspecify.annotations.NullMarked;
