package org.holdline.message.control;

/**
 * What a message says; each type has its own records, one for each direction in which they differ.
 */
public sealed interface Payload permits ClientPayload, ServerPayload {
  MessageType type();
}
