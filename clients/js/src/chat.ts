import type { OutboxEntry } from './outbox.js';
import { Problem } from './problem.js';
import type { RoomEnvelope, ServerAck } from './wire.js';
import type { HistoryPage } from './rest.js';
import type { ServerPayloads } from './protocol.js';
import type { Chat, OwnSession, ReadReceipt, RoomEvents } from './types.js';

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
    ...contentOf(entry.payload as { content: string; reply_to?: string; target_user_id?: string }),
    timestamp: new Date(entry.at).toISOString(),
    own: true,
    state: 'pending',
  };
}

/** What a message says, to what and to whom. */
function contentOf(payload: { content?: string; reply_to?: string; target_user_id?: string }): Pick<Chat, 'content' | 'replyTo' | 'to'> {
  return {
    content: payload.content ?? '',
    ...(payload.reply_to === undefined ? {} : { replyTo: payload.reply_to }),
    ...(payload.target_user_id === undefined ? {} : { to: payload.target_user_id }),
  };
}

export function sentChat(entry: OutboxEntry, self: OwnSession, ack: ServerAck): Chat {
  const { message_id: messageId, sequence, epoch } = ack;
  return { ...pendingChat(entry, self), state: 'sent', sequence, epoch, ...(messageId === undefined ? {} : { messageId }) };
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
    ...contentOf(payload),
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
    ...contentOf(message),
    timestamp: message.timestamp,
    ...(message.edited_at === undefined ? {} : { editedAt: message.edited_at }),
    ...(message.deleted_at === undefined ? {} : { deletedAt: message.deleted_at }),
    sequence: message.sequence,
    epoch: message.epoch,
    own: message.user_id === self.userId,
    state: 'sent',
  };
}

/** A change of ours that the server has accepted. */
export function ownChange(entry: OutboxEntry, self: OwnSession): RoomEvents['chat-edited'] {
  const { message_id, content } = entry.payload as { message_id: string; content?: string };
  const timestamp = new Date(entry.at).toISOString();
  return { messageId: message_id, userId: self.userId, username: self.username, content: content ?? '', timestamp };
}

/** A change that the room told us. */
export function changedChat(payload: ServerPayloads['chat-edit'] | ServerPayloads['chat-delete']): RoomEvents['chat-edited'] {
  const { message_id: messageId, user_id: userId, username, timestamp } = payload;
  return { messageId, userId, username, content: 'content' in payload ? payload.content : '', timestamp };
}

export function receiptOf(receipt: Pick<ServerPayloads['read-receipt'], 'user_id' | 'message_id' | 'target_user_id'>): ReadReceipt {
  const { user_id: userId, message_id: messageId, target_user_id: sharedWith } = receipt;
  return { userId, messageId, ...(sharedWith === undefined ? {} : { sharedWith }) };
}
