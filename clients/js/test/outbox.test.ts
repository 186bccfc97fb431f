import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { pack, unpack } from '../src/frames.js';
import { Outbox } from '../src/outbox.js';
import type { ClientEnvelope } from '../src/wire.js';
import { Harness } from './harness.js';
import { VirtualClock } from './virtual-clock.js';

function outbox(): { box: Outbox; sent: string[]; clock: VirtualClock; saved: () => number } {
  const clock = new VirtualClock();
  const sent: string[] = [];
  let saved = 0;
  const box = new Outbox(
    {
      clock,
      save: (entries) => (saved = entries.length),
      send: (envelopes: ClientEnvelope[]) => sent.push(...envelopes.map((envelope) => envelope.id!)),
    },
    'x',
  );
  return { box, sent, clock, saved: () => saved };
}

const refuseWith = (wanted: object): object => wanted;

describe('the outbox', () => {
  test('keeps order, and at most sixteen messages under way', () => {
    const { box, sent, saved } = outbox();
    for (let n = 0; n < 40; n++) box.add('chat-message', { content: `${n}` });
    assert.equal(saved(), 40);
    box.open();
    assert.deepEqual(sent, Array.from({ length: 16 }, (_, n) => `x-${n + 1}`));
    box.accepted('x-1');
    assert.equal(sent.at(-1), 'x-17');
  });

  test('sends everything that is not accepted again on the next connection, in order', () => {
    const { box, sent } = outbox();
    box.open();
    for (let n = 0; n < 4; n++) box.add('chat-message', {});
    box.accepted('x-2');
    box.close();
    sent.length = 0;
    box.add('chat-message', {});
    assert.deepEqual(sent, []);
    box.open();
    assert.deepEqual(sent, ['x-1', 'x-3', 'x-4', 'x-5']);
  });

  test('after a refusal for the moment one goes ahead when the time is over, the others follow when it is accepted', async () => {
    const { box, sent, clock } = outbox();
    box.open();
    for (let n = 0; n < 5; n++) box.add('chat-message', {});
    for (let n = 1; n <= 5; n++) box.postponed(`x-${n}`, 7_000);
    sent.length = 0;
    await clock.advance(6_900);
    assert.deepEqual(sent, []);
    await clock.advance(200);
    assert.deepEqual(sent, ['x-1']);
    box.accepted('x-1');
    assert.deepEqual(sent, ['x-1', 'x-2', 'x-3', 'x-4', 'x-5']);
  });

  test('has an end, in messages and in bytes', () => {
    const { box } = outbox();
    for (let n = 0; n < 500; n++) box.add('chat-message', {});
    assert.throws(() => box.add('chat-message', {}), refuseWith({ code: 'outbox_full' }));
    const large = outbox().box;
    assert.throws(() => large.add('chat-message', { content: 'x'.repeat(61_440) }), refuseWith({ code: 'message_too_large' }));
    for (let n = 0; n < 20; n++) large.add('chat-message', { content: 'x'.repeat(50_000) });
    assert.throws(() => large.add('chat-message', { content: 'x'.repeat(50_000) }), refuseWith({ code: 'outbox_full' }));
  });

  test('in a room: a final refusal ends as a failed chat, one for the moment as a sent one', async () => {
    const page = new Harness();
    const room = await page.join();
    page.server.refuse = (message) => (message.type === 'chat-message' ? { code: 'permission_denied' } : undefined);
    room.sendChat('forbidden');
    const promised = room.send('chat-message', { content: 'forbidden too' });
    await page.clock.advance(0);
    await assert.rejects(promised, { code: 'permission_denied' });
    assert.deepEqual(page.chats.filter((chat) => chat.state === 'failed').map((chat) => chat.problem?.code), ['permission_denied', 'permission_denied']);

    page.server.refuse = () => ({ code: 'rate_limit_exceeded', retry_after: 3 });
    room.sendChat('too fast');
    await page.clock.advance(2_900);
    page.server.refuse = () => undefined;
    assert.equal(room.outboxSize, 1);
    await page.clock.advance(200);
    assert.deepEqual(page.server.log.map((message) => message.payload['content']), ['too fast']);
    assert.equal(room.outboxSize, 0);
  });

  test('in a room: what cannot be text is refused before it is kept', async () => {
    const room = await new Harness().join();
    for (const text of ['', 'x'.repeat(10_001), 'a\0b', '\ud800']) {
      assert.throws(() => room.sendChat(text), refuseWith({ code: 'validation_error' }));
    }
    room.sendChat('x'.repeat(10_000));
    room.sendChat('\u{1f44d}');
    await assert.rejects(room.send('join', { client_id: 'x' }), { code: 'validation_error' });
  });
});

describe('frames', () => {
  test('take as many envelopes as fit, in order', () => {
    const small = Array.from({ length: 300 }, (_, n) => ({ type: 't', id: `${n}`, payload: {} }));
    assert.deepEqual(pack(small).map((frame) => unpack(frame).length), [256, 44]);
    const large = Array.from({ length: 5 }, (_, n) => ({ type: 't', id: `${n}`, payload: { content: '\u00e4'.repeat(12_000) } }));
    const frames = pack(large);
    assert.deepEqual(frames.map((frame) => unpack(frame).length), [2, 2, 1]);
    assert(frames.every((frame) => new TextEncoder().encode(frame).length <= 64 * 1024));
    assert.deepEqual(pack([]), []);
  });

  test('that are not made of envelopes are refused', () => {
    for (const frame of ['', '1', 'null', '[1]', '{"type":1,"payload":{}}', '{"type":"x"}', '{', new ArrayBuffer(1)]) {
      assert.throws(() => unpack(frame), Error);
    }
  });
});
