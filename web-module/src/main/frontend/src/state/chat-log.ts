import type { Chat } from '@holdline/client';

/** Lines of one person in one go share a heading; a new day has a rule above it. */
export interface ChatLine {
  readonly message: Chat;
  readonly startsDay: boolean;
  readonly startsGroup: boolean;
}

const GROUP_MS = 5 * 60_000;

/**
 * All that was said in a room, each message once, in the room's order: by sequence within an epoch, epochs by their
 * earliest message, and what is still on its way at the end. Immutable.
 */
export class ChatLog {
  static readonly EMPTY = new ChatLog([]);

  readonly messages: readonly Chat[];

  private constructor(messages: readonly Chat[]) {
    this.messages = messages;
  }

  /** Takes messages in, in any order and as often as they come; the later state of a message wins. */
  merge(incoming: readonly Chat[]): ChatLog {
    const all = [...this.messages];
    for (const message of incoming) {
      const place = all.findIndex((known) => same(known, message));
      if (place < 0) {
        all.push(message);
      } else {
        all[place] = later(all[place] as Chat, message);
      }
    }
    return new ChatLog(order(all));
  }

  /** A message says something else now. */
  edited(messageId: string, content: string, editedAt: string): ChatLog {
    return new ChatLog(changed(this.messages, messageId, (message) => ({ ...message, content, editedAt })));
  }

  /** A message was taken back. */
  deleted(messageId: string, deletedAt: string): ChatLog {
    return new ChatLog(changed(this.messages, messageId, (message) => ({ ...message, content: '', deletedAt })));
  }

  without(id: string): ChatLog {
    return new ChatLog(this.messages.filter((message) => message.id !== id));
  }

  lines(): ChatLine[] {
    return this.messages.map((message, i) => {
      const before = this.messages[i - 1];
      const startsDay = before === undefined || !sameDay(at(before), at(message));
      const startsGroup =
        startsDay ||
        before === undefined ||
        before.userId !== message.userId ||
        at(message).getTime() - at(before).getTime() > GROUP_MS;
      return { message, startsDay, startsGroup };
    });
  }
}

/** What was taken back stays so. */
function changed(messages: readonly Chat[], messageId: string, how: (message: Chat) => Chat): Chat[] {
  return messages.map((message) => (message.messageId === messageId && message.deletedAt === undefined ? how(message) : message));
}

function at(message: Chat): Date {
  return new Date(message.timestamp);
}

function placed(m: Chat): m is Chat & { sequence: number; epoch: string } {
  return m.sequence !== undefined && m.epoch !== undefined;
}

function same(a: Chat, b: Chat): boolean {
  if (placed(a) && placed(b)) {
    return a.epoch === b.epoch && a.sequence === b.sequence;
  }
  return a.id === b.id || (a.messageId !== undefined && a.messageId === b.messageId);
}

/** What the server has accepted is never taken back to pending by a late event. */
function later(known: Chat, incoming: Chat): Chat {
  if (placed(known) && !placed(incoming)) {
    return known;
  }
  const { deletedAt = known.deletedAt, messageId = known.messageId } = incoming;
  return {
    ...incoming,
    id: known.id,
    own: known.own || incoming.own,
    ...(messageId === undefined ? {} : { messageId }),
    ...(deletedAt === undefined ? {} : { deletedAt, content: '' }),
  };
}

function order(messages: Chat[]): Chat[] {
  const began = new Map<string, number>();
  for (const m of messages) {
    if (placed(m)) {
      began.set(m.epoch, Math.min(began.get(m.epoch) ?? Infinity, at(m).getTime()));
    }
  }
  const rank = (m: Chat) => (placed(m) ? (began.get(m.epoch) ?? 0) : Infinity);
  return messages
    .map((message, place) => ({ message, place }))
    .sort((a, b) => {
      const [x, y] = [a.message, b.message];
      if (!placed(x) || !placed(y)) {
        return Number(!placed(x)) - Number(!placed(y)) || a.place - b.place;
      }
      return x.epoch === y.epoch
        ? x.sequence - y.sequence
        : rank(x) - rank(y) || (x.epoch < y.epoch ? -1 : 1);
    })
    .map(({ message }) => message);
}

function sameDay(a: Date, b: Date): boolean {
  return a.getFullYear() === b.getFullYear() && a.getMonth() === b.getMonth() && a.getDate() === b.getDate();
}
