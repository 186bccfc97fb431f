import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Pending } from '../src/types.js';
import { Harness } from './harness.js';
import { SETTINGS } from './model-server.js';

const HAND = { user_id: 'u-bob', username: 'Bob', raised_at: '2026-11-21T09:00:00.000Z', position: 1 };

describe('what a room has agreed on', () => {
  test('is known from the start and follows what the room says', async () => {
    const page = new Harness();
    page.server.hands = [HAND];
    const room = await page.join();
    assert.equal(room.settings.enable_chat, true);
    assert.deepEqual(room.hands.map((hand) => [hand.username, hand.position]), [['Bob', 1]]);
    const heard: unknown[] = [];
    room.on('settings', (settings) => heard.push(settings.enable_chat));
    room.on('hands', (hands) => heard.push(hands.length));
    page.server.append('room-settings-update', { settings: { ...SETTINGS, enable_chat: false }, updated_by: 'u-bob', timestamp: '' });
    await page.clock.advance(0);
    assert.equal(room.settings.enable_chat, false);
    assert.deepEqual(heard.slice(0, 2), [true, 1]);
    assert(heard.includes(false));
  });

  test('is as it was missed after a lost line, and after a reload', async () => {
    const page = new Harness();
    await page.join();
    page.socket.cut();
    page.server.append('hand-raise-queue', { queue: [HAND], timestamp: '' });
    await page.clock.advance(200);
    assert.equal(page.room.hands.length, 1);
    page.vanish();
    page.server.append('room-settings-update', { settings: { ...SETTINGS, lock_room: true }, updated_by: 'u-bob', timestamp: '' });
    const next = new Harness(page.server, page.storage, 2, page.clock);
    await next.join();
    assert.equal(next.room.hands.length, 1);
    assert.equal(next.room.settings.lock_room, true);
  });

  test('a hand goes up as a message that is kept until it is accepted', async () => {
    const page = new Harness();
    const room = await page.join();
    page.socket.cut();
    const raised = room.raiseHand(true);
    await page.clock.advance(200);
    await raised;
    assert.deepEqual(page.server.log.at(-1)?.payload['raised'], true);
  });
});

describe('a door at which one waits', () => {
  test('is waited at for as long as it takes, and tells why', async () => {
    const page = new Harness();
    page.server.door = 'waiting-room';
    const told: Pending[] = [];
    const joining = page.joining({ pending: (pending) => told.push(pending) });
    for (let i = 0; i < 20; i++) {
      await page.clock.advance(4_000);
      page.socket.onmessage!({ data: JSON.stringify({ type: 'join-pending', payload: { reason: 'waiting-room', position: 1 } }) });
    }
    assert.deepEqual(told[0], { reason: 'waiting-room', position: 1 });
    page.server.admit();
    await page.clock.advance(0);
    assert.equal((await joining).state.name, 'connected');
    assert.equal(page.sockets.length, 1);
  });

  test('is left by whoever does not want to wait any more', async () => {
    const page = new Harness();
    page.server.door = 'waiting-room';
    const wish = new AbortController();
    const joining = page.joining({ signal: wish.signal });
    const refused = assert.rejects(joining, { code: 'aborted' });
    await page.clock.advance(1_000);
    wish.abort();
    await refused;
    await page.clock.advance(60_000);
    assert.equal(page.sockets.length, 1);
  });

  test('says why it stays shut', async () => {
    const page = new Harness();
    page.server.door = 'waiting-room';
    const refused = assert.rejects(page.joining(), { code: 'waiting_room_rejected', details: { reason: 'Another time' } });
    await page.clock.advance(0);
    const details = { reason: 'Another time' };
    page.socket.onmessage!({ data: JSON.stringify({ type: 'error', payload: { code: 'waiting_room_rejected', message: 'Turned away', details } }) });
    page.socket.onclose!({ code: 4403, reason: 'waiting_room_rejected' });
    await refused;
  });
});
