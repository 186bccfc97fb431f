import type { Chat, ReadReceipt, TypingUser } from '@holdline/client';

/** Up to which message everybody has read what is said to all, by user. */
export type Readers = ReadonlyMap<string, string>;

export function withReceipts(readers: Readers, receipts: readonly ReadReceipt[]): Readers {
  const all = new Map(readers);
  for (const receipt of receipts) {
    if (receipt.sharedWith === undefined) {
      all.set(receipt.userId, receipt.messageId);
    }
  }
  return all;
}

/** Our last message to all that has been sent, and the names of those who have read it. */
export function readBy(messages: readonly Chat[], readers: Readers, nameOf: (userId: string) => string | undefined, me: string): { id: string; names: string[] } | undefined {
  const places = new Map(messages.map((message, place) => [message.messageId, place]));
  const last = messages.findLastIndex((message) => message.own && message.state === 'sent' && message.to === undefined && message.deletedAt === undefined);
  const message = messages[last];
  if (message === undefined) {
    return undefined;
  }
  const names = [...readers]
    .filter(([userId, messageId]) => userId !== me && (places.get(messageId) ?? -1) >= last)
    .map(([userId]) => nameOf(userId))
    .filter((name) => name !== undefined);
  return { id: message.id, names };
}

/** "Read by Ada", "Read by Ada and Linus", "Read by Ada and 3 others". */
export function readLine(names: readonly string[]): string {
  const [first, second] = names;
  if (first === undefined) {
    return '';
  }
  if (second === undefined) {
    return `Read by ${first}`;
  }
  return names.length === 2 ? `Read by ${first} and ${second}` : `Read by ${first} and ${names.length - 1} others`;
}

/** "Ada is writing…". */
export function typingLine(users: readonly TypingUser[]): string {
  const [first, second] = users;
  if (first === undefined) {
    return '';
  }
  if (second === undefined) {
    return `${first.username} is writing${first.toUs ? ' to you' : ''}…`;
  }
  return users.length === 2 ? `${first.username} and ${second.username} are writing…` : 'Several people are writing…';
}
