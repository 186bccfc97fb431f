import assert from 'node:assert/strict';
import { test } from 'node:test';
import { contentOf, readFrame } from '../systems/wires.mjs';

test('what a frame carries is found without parsing it', () => {
  const before = performance.now();
  const contents = [7, 8, 12_345].map((number) => contentOf(number, 200));
  const frame = JSON.stringify(contents.map((content) => ({ type: 'chat-message', payload: { content } })));
  /** @type {number[]} */
  const heard = [];
  readFrame(frame, (number, sentAt) => {
    heard.push(number);
    assert(sentAt >= before - 0.001 && sentAt <= performance.now());
  });
  assert.deepEqual(heard, [7, 8, 12_345]);
  assert(contents.every((content) => content.length === 200));
});

test('a frame without messages has none', () => {
  readFrame('[{"type":"pong","payload":{}}]', () => assert.fail('there is none'));
});
