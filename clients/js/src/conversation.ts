import { changedChat, checkContent, failedChat, historicChat, ownChange, pendingChat, receiptOf, receivedChat, sentChat } from './chat.js';
import type { Emitter } from './events.js';
import type { OutboxEntry } from './outbox.js';
import type { Clock } from './ports.js';
import type { Problem } from './problem.js';
import type { Rest } from './rest.js';
import type { Sending } from './sending.js';
import type { Ack, ChatHistory, OwnSession, ReadReceipt, RoomEvents, RoomMessage } from './types.js';
import { Typing } from './typing.js';
import type { ServerAck } from './wire.js';

export interface ConversationPorts {
  clock: Clock;
  rest: Rest;
  events: Emitter<RoomEvents>;
  sending: Sending;
  self(): OwnSession;
}

/** What is said in a room: ours from the moment it is written, the others' when it comes, and all of it read back. */
export class Conversation {
  readonly #typing: Typing;

  constructor(readonly ports: ConversationPorts) {
    this.#typing = new Typing({
      clock: ports.clock,
      tell: (isTyping, to) => ports.sending.mention('typing-indicator', { is_typing: isTyping, ...(to === undefined ? {} : { target_user_id: to }) }),
      changed: (users) => ports.events.emit('typing', users),
    });
  }

  say(text: string, { to, replyTo }: { to?: string; replyTo?: string }): { id: string } {
    checkContent(text);
    this.#typing.sent(to);
    const answers = replyTo === undefined ? {} : { reply_to: replyTo };
    const alone = to === undefined ? {} : { target_user_id: to };
    return { id: this.ports.sending.put('chat-message', { content: text, ...answers, ...alone }).id };
  }

  edit(messageId: string, text: string): Promise<Ack> {
    checkContent(text);
    return this.ports.sending.send('chat-edit', { message_id: messageId, content: text });
  }

  takeBack(messageId: string): Promise<Ack> {
    return this.ports.sending.send('chat-delete', { message_id: messageId });
  }

  markRead(messageId: string): void {
    this.ports.sending.mention('read-receipt', { message_id: messageId });
  }

  startTyping(to: string | undefined): void {
    this.#typing.began(to);
  }

  stopTyping(to: string | undefined): void {
    this.#typing.ended(to);
  }

  async history(page: { limit?: number; before?: string; words?: string }): Promise<ChatHistory> {
    const found = await this.ports.rest.history(page);
    const messages = found.messages.map((message) => historicChat(message, this.ports.self()));
    return { messages, ...(found.next_before == null ? {} : { nextBefore: String(found.next_before) }) };
  }

  async receipts(): Promise<ReadReceipt[]> {
    return (await this.ports.rest.receipts()).map(receiptOf);
  }

  /** A message of ours waits in the outbox. */
  waits(entry: OutboxEntry): void {
    if (entry.type === 'chat-message') this.ports.events.emit('chat', pendingChat(entry, this.ports.self()));
  }

  /** The server has a message of ours. */
  accepted(entry: OutboxEntry, ack: ServerAck): void {
    const { events, self } = this.ports;
    if (entry.type === 'chat-message') events.emit('chat', sentChat(entry, self(), ack));
    else if (entry.type === 'chat-edit') events.emit('chat-edited', ownChange(entry, self()));
    else if (entry.type === 'chat-delete') events.emit('chat-deleted', ownChange(entry, self()));
  }

  /** The server does not take a message of ours; answers whether that shows in the conversation. */
  refused(entry: OutboxEntry | undefined, problem: Problem): boolean {
    if (entry?.type !== 'chat-message') return false;
    this.ports.events.emit('chat', failedChat(entry, this.ports.self(), problem));
    return true;
  }

  /** Something came from the room. */
  heard(envelope: RoomMessage): void {
    const { events, self } = this.ports;
    switch (envelope.type) {
      case 'chat-message':
        this.#typing.spoke(envelope.sender_session_id);
        events.emit('chat', receivedChat(envelope, self()));
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
        this.#typing.heard(envelope);
        return;
      case 'reaction': {
        const { user_id: userId, username, session_id: sessionId, reaction_type: reaction } = envelope.payload;
        events.emit('reaction', { userId, username, sessionId, reaction });
        return;
      }
      default:
        return;
    }
  }

  stop(): void {
    this.#typing.stop();
  }
}
