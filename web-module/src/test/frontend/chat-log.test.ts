import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Chat } from '@holdline/client';
import { ChatLog } from '../../main/frontend/src/state/chat-log.js';

const MORNING = Date.parse('2026-03-02T09:00:00');

function said(sequence: number, more: Partial<Chat> = {}): Chat {
  return {
    id: `h-${more.epoch ?? 'a'}-${sequence}`,
    userId: 'u_ada',
    username: 'Ada',
    content: `no ${sequence}`,
    timestamp: new Date(MORNING + sequence * 1000).toISOString(),
    sequence,
    epoch: 'a',
    own: false,
    state: 'sent',
    ...more,
  };
}

function pending(id: string): Chat {
  const { sequence: _, epoch: __, ...rest } = said(0);
  return { ...rest, id, own: true, state: 'pending' };
}

const contents = (log: ChatLog) => log.messages.map((m) => m.sequence ?? m.id);

describe('the chat log', () => {
  test('shows history, replay and live once each and in sequence, however they come', () => {
    const log = ChatLog.EMPTY.merge([said(5), said(3)]).merge([said(4), said(5, { id: 'other' })]).merge([said(3)]);
    assert.deepEqual(contents(log), [3, 4, 5]);
  });

  test('keeps what waits at the end, in the order it was written', () => {
    const log = ChatLog.EMPTY.merge([pending('c-1'), pending('c-2')]).merge([said(9)]);
    assert.deepEqual(contents(log), [9, 'c-1', 'c-2']);
  });

  test('moves a message to its place when the server has taken it, under the same id', () => {
    const waiting = ChatLog.EMPTY.merge([said(7), pending('c-1')]);
    const log = waiting.merge([said(9)]).merge([{ ...pending('c-1'), state: 'sent', sequence: 8, epoch: 'a' }]);
    assert.deepEqual(contents(log), [7, 8, 9]);
    assert.equal(log.messages[1]?.id, 'c-1');
  });

  test('never takes an accepted message back to waiting', () => {
    const log = ChatLog.EMPTY.merge([{ ...pending('c-1'), state: 'sent', sequence: 8, epoch: 'a' }]).merge([pending('c-1')]);
    assert.equal(log.messages[0]?.state, 'sent');
  });

  test('an own message that comes back in the history is still one and still own', () => {
    const log = ChatLog.EMPTY.merge([{ ...pending('c-1'), state: 'sent', sequence: 8, epoch: 'a' }]).merge([said(8)]);
    assert.equal(log.messages.length, 1);
    assert.equal(log.messages[0]?.own, true);
  });

  test('puts a log that was begun anew after the one before, though its numbers are lower', () => {
    const later = (n: number) => said(n, { epoch: 'b', timestamp: new Date(MORNING + 3_600_000 + n).toISOString() });
    assert.deepEqual(contents(ChatLog.EMPTY.merge([later(1), said(40), later(2), said(41)])), [40, 41, 1, 2]);
  });

  test('groups what one person says in one go, and starts anew each day', () => {
    const next = new Date(MORNING + 86_400_000).toISOString();
    const log = ChatLog.EMPTY.merge([said(1), said(2), said(3, { userId: 'u_bo' }), said(4, { userId: 'u_bo', timestamp: next })]);
    assert.deepEqual(log.lines().map((line) => [line.startsDay, line.startsGroup]), [
      [true, true],
      [false, false],
      [false, true],
      [true, true],
    ]);
  });

  test('forgets a refused message when it is sent again', () => {
    assert.equal(ChatLog.EMPTY.merge([pending('c-1')]).without('c-1').messages.length, 0);
  });
});
