import type { OutboxEntry } from './outbox.js';
import { Problem } from './problem.js';
import type { RoomEnvelope, ServerAck } from './wire.js';
import type { HistoryPage } from './rest.js';
import type { Chat, OwnSession } from './types.js';

const CONTENT_MAX = 10_000;
const NOT_TEXT = /\0|\p{Surrogate}/u;

/** Refuses what the server would refuse. */
export function checkContent(text: string): void {
  if (text.length < 1 || text.length > CONTENT_MAX) {
    throw new Problem('validation_error', `A chat message has 1 to ${CONTENT_MAX} characters`);
  }
  if (NOT_TEXT.test(text)) throw new Problem('validation_error', 'A chat message is well-formed text');
}

/** A chat message of ours that waits in the outbox. */
export function pendingChat(entry: OutboxEntry, self: OwnSession): Chat {
  return {
    id: entry.id,
    userId: self.userId,
    username: self.username,
    content: (entry.payload as { content: string }).content,
    timestamp: new Date(entry.at).toISOString(),
    own: true,
    state: 'pending',
  };
}

export function sentChat(entry: OutboxEntry, self: OwnSession, ack: ServerAck): Chat {
  return { ...pendingChat(entry, self), state: 'sent', sequence: ack.sequence, epoch: ack.epoch };
}

export function failedChat(entry: OutboxEntry, self: OwnSession, problem: Problem): Chat {
  return { ...pendingChat(entry, self), state: 'failed', problem };
}

/** A chat message that the room told us. */
export function receivedChat(envelope: RoomEnvelope & { type: 'chat-message' }, self: OwnSession): Chat {
  const { payload, seq, epoch } = envelope;
  return {
    id: payload.message_id,
    messageId: payload.message_id,
    userId: payload.user_id,
    username: payload.username,
    content: payload.content,
    timestamp: payload.timestamp,
    ...(seq === undefined ? {} : { sequence: seq }),
    ...(epoch === undefined ? {} : { epoch }),
    own: payload.user_id === self.userId,
    state: 'sent',
  };
}

export function historicChat(message: HistoryPage['messages'][number], self: OwnSession): Chat {
  return {
    id: message.message_id,
    messageId: message.message_id,
    userId: message.user_id,
    username: message.username,
    content: message.content,
    timestamp: message.timestamp,
    sequence: message.sequence,
    epoch: message.epoch,
    own: message.user_id === self.userId,
    state: 'sent',
  };
}
