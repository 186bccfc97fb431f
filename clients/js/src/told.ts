import { changedChat, receiptOf, receivedChat } from './chat.js';
import type { Emitter } from './events.js';
import { adviceOf } from './quality.js';
import type { OwnSession, QualityAdvice, RoomEvents, RoomMessage } from './types.js';
import type { Typing } from './typing.js';

/** Tells what has an event of its own; everything has been told as `message` before. */
export function tellApart(
  envelope: RoomMessage,
  self: OwnSession,
  events: Emitter<RoomEvents>,
  to: { typing: Typing; heed(advice: QualityAdvice): void },
): void {
  switch (envelope.type) {
    case 'chat-message':
      to.typing.spoke(envelope.sender_session_id);
      events.emit('chat', receivedChat(envelope, self));
      return;
    case 'chat-edit':
      events.emit('chat-edited', changedChat(envelope.payload));
      return;
    case 'chat-delete':
      events.emit('chat-deleted', changedChat(envelope.payload));
      return;
    case 'read-receipt':
      events.emit('read', receiptOf(envelope.payload));
      return;
    case 'typing-indicator':
      to.typing.heard(envelope);
      return;
    case 'reaction': {
      const { user_id: userId, username, session_id: sessionId, reaction_type: reaction } = envelope.payload;
      events.emit('reaction', { userId, username, sessionId, reaction });
      return;
    }
    case 'quality-update':
      // Without a sender it is the server's advice, with one what somebody else sends.
      if (envelope.sender_id === undefined) to.heed(adviceOf(envelope.payload));
      return;
    default:
      return;
  }
}
