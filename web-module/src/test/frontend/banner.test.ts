import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { afterRecovery, afterState } from '../../main/frontend/src/state/banner.js';

const SINCE = new Date('2026-03-02T09:00:00Z');

describe('the banner', () => {
  test('shows from the first moment that the line is gone, and counts from then over all tries', () => {
    const first = afterState(undefined, { name: 'reconnecting', since: SINCE, attempt: 1 });
    const later = afterState(first, { name: 'reconnecting', since: new Date(), attempt: 4 });
    assert.deepEqual(first, { kind: 'reconnecting', since: SINCE });
    assert.equal(later, first);
  });

  test('goes when the line is back', () => {
    const gone = afterState(undefined, { name: 'reconnecting', since: SINCE });
    assert.equal(afterState(gone, { name: 'connected', since: SINCE }), undefined);
  });

  test('news of a recovery stays, whether it comes before or after the state', () => {
    const news = afterRecovery({ missedMessages: 6, toSequence: 9, durationMs: 20_400, truncated: false }, 3);
    assert.equal(afterState(news, { name: 'connected', since: SINCE }), news);
    assert.deepEqual(news, {
      kind: 'recovered',
      text: 'You are back. 3 messages recovered.',
      detail: 'The line was gone for 20 s.',
    });
  });

  test('says that nothing was missed', () => {
    const news = afterRecovery({ missedMessages: 0, toSequence: 9, durationMs: 900, truncated: false });
    assert.equal(news.kind === 'recovered' && news.text, 'You are back. Nothing was missed.');
  });

  test('says which entries could not be recovered, and why', () => {
    const missing = { fromSequence: 18, toSequence: 24 };
    const news = afterRecovery({ missedMessages: 0, toSequence: 9, durationMs: 600_000, truncated: true, reason: 'trimmed', missing });
    assert.deepEqual(news, {
      kind: 'truncated',
      text: 'You are back, but entries 18 to 24 of the room’s log could not be recovered.',
      detail: 'More happened than the server keeps. You were away for 10 min.',
    });
  });

  test('does not name a range that nobody can know', () => {
    const news = afterRecovery({ missedMessages: 0, toSequence: 9, durationMs: 0, truncated: true, reason: 'epoch-changed' });
    assert(news.kind === 'truncated' && !/\d+ to \d+/.test(news.text) && news.detail.includes('anew'));
  });
});
