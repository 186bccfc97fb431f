import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { KnownNames } from '../../main/frontend/src/state/known-names.js';

function memory(): Pick<Storage, 'getItem' | 'setItem'> {
  const kept = new Map<string, string>();
  return { getItem: (key) => kept.get(key) ?? null, setItem: (key, value) => void kept.set(key, value) };
}

describe('names of people who were here', () => {
  test('are known after the page was loaded anew, as they were last', () => {
    const store = memory();
    const before = new KnownNames(() => store);
    before.learn([{ userId: 'u1', username: 'Ada' }, { userId: 'u2', username: 'Bob' }]);
    before.learn([{ userId: 'u2', username: 'Robert' }]);
    const after = new KnownNames(() => store);
    assert.deepEqual([after.of('u1'), after.of('u2'), after.of('u3')], ['Ada', 'Robert', undefined]);
  });

  test('are no trouble where a browser keeps nothing, or something else', () => {
    const none = new KnownNames(() => {
      throw new Error('refused');
    });
    none.learn([{ userId: 'u1', username: 'Ada' }]);
    assert.equal(none.of('u1'), 'Ada');
    const odd = memory();
    odd.setItem('holdline.names', '[1, ["u1"], ["u2", "Bob"]]');
    assert.equal(new KnownNames(() => odd).of('u2'), 'Bob');
  });
});
