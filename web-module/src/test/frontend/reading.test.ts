import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Chat } from '@holdline/client';
import { ChatLog } from '../../main/frontend/src/state/chat-log.js';
import { withReaction, type ShownReaction } from '../../main/frontend/src/state/reactions.js';
import { readBy, readLine, typingLine, withReceipts } from '../../main/frontend/src/state/reading.js';

function said(sequence: number, own: boolean, content = `text ${sequence}`): Chat {
  return { id: `i${sequence}`, messageId: `m${sequence}`, userId: own ? 'me' : 'ada', username: 'x', content, timestamp: '2026-03-02T09:00:00.000Z', sequence, epoch: 'e', own, state: 'sent' };
}

describe('what was said', () => {
  test('says something else once it was changed, and nothing once it was taken back', () => {
    const log = ChatLog.EMPTY.merge([said(1, true), said(2, false)]).edited('m1', 'better', 'later').deleted('m2', 'later');
    assert.deepEqual(log.messages.map((m) => [m.content, m.editedAt, m.deletedAt]), [['better', 'later', undefined], ['', undefined, 'later']]);
    const again = log.edited('m2', 'too late', 'later').merge([said(2, false)]);
    assert.deepEqual(again.messages.map((m) => m.content), ['better', '']);
  });
});

describe('read marks', () => {
  test('stand under our last message, for those who have read so far', () => {
    const readers = withReceipts(new Map(), [
      { userId: 'ada', messageId: 'm3' },
      { userId: 'bob', messageId: 'm1' },
      { userId: 'eve', messageId: 'm3', sharedWith: 'me' },
      { userId: 'me', messageId: 'm3' },
    ]);
    const messages = [said(1, true), said(2, true), said(3, false)];
    assert.deepEqual(readBy(messages, readers, (id) => id, 'me'), { id: 'i2', names: ['ada'] });
    assert.equal(readBy([said(3, false)], readers, (id) => id, 'me'), undefined);
    assert.deepEqual([[], ['Ada'], ['Ada', 'Bob'], ['Ada', 'Bob', 'Eve']].map(readLine), ['', 'Read by Ada', 'Read by Ada and Bob', 'Read by Ada and 2 others']);
  });

  test('who writes is said in words', () => {
    const user = (username: string, toUs = false) => ({ userId: username, username, toUs });
    assert.equal(typingLine([]), '');
    assert.equal(typingLine([user('Ada', true)]), 'Ada is writing to you…');
    assert.equal(typingLine([user('Ada'), user('Bob')]), 'Ada and Bob are writing…');
  });
});

describe('reactions', () => {
  test('are few at a time', () => {
    let shown: readonly ShownReaction[] = [];
    for (let i = 0; i < 100; i++) {
      shown = withReaction(shown, { key: `r${i}`, sign: '👏', name: 'Ada' });
    }
    assert.equal(shown.length, 30);
    assert.equal(shown.at(-1)?.key, 'r99');
  });
});
