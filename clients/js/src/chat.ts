import type { OutboxEntry } from './outbox.js';
import type { Problem } from './problem.js';
import type { ChatMessage, RoomEnvelope, ServerAck } from './protocol.js';
import type { HistoryPage } from './rest.js';
import type { Chat, OwnSession } from './types.js';

export const CONTENT_MAX = 10_000;

/** A chat message of ours that waits in the outbox. */
export function pendingChat(entry: OutboxEntry, self: OwnSession): Chat {
  return {
    id: entry.id,
    userId: self.userId,
    username: self.username,
    content: (entry.payload as ChatMessage).content,
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
  const userId = payload.user_id ?? envelope.sender_id ?? '';
  return {
    id: payload.message_id ?? `${epoch}:${seq}`,
    ...(payload.message_id === undefined ? {} : { messageId: payload.message_id }),
    userId,
    username: payload.username ?? envelope.sender_name ?? '',
    content: payload.content,
    timestamp: payload.timestamp ?? envelope.timestamp ?? '',
    ...(seq === undefined ? {} : { sequence: seq }),
    ...(epoch === undefined ? {} : { epoch }),
    own: userId === self.userId,
    state: 'sent',
  };
}

export function historicChat(message: HistoryPage['messages'][number], self: OwnSession): Chat {
  return {
    id: message.message_id ?? `${message.epoch}:${message.sequence}`,
    ...(message.message_id === undefined ? {} : { messageId: message.message_id }),
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
