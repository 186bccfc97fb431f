import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { memoryStorage } from '../src/platform.js';
import { SessionStore } from '../src/session-store.js';
import { Harness } from './harness.js';
import { participant } from './model-server.js';

describe('a reload', () => {
  test('goes on with session, place in the log, participants and unsent messages', async () => {
    const page = new Harness();
    page.server.participants.set('s_bob', participant('s_bob', 'u-bob', 'Bob'));
    await page.join();
    page.server.say('one');
    await page.clock.advance(0);
    page.server.refuse = () => ({ code: 'redis_unavailable', retry_after: 30 });
    const { id } = page.room.sendChat('typed before the reload');
    await page.clock.advance(0);
    page.vanish();
    page.server.refuse = () => undefined;
    page.server.say('two');

    const next = new Harness(page.server, page.storage, 2, page.clock);
    await next.join();
    assert.equal(next.room.session.sessionId, 's_ada1');
    assert.deepEqual(next.heard, ['two']);
    assert.deepEqual(next.recovered.map((told) => told.missedMessages), [1]);
    assert.deepEqual(next.room.participants.map((entry) => entry.username), ['Bob', 'Ada']);
    assert.deepEqual(next.chats.filter((chat) => chat.own).map((chat) => [chat.id, chat.state]), [[id, 'pending'], [id, 'sent']]);
    assert.equal(page.server.log.at(-1)?.payload['content'], 'typed before the reload');
    assert.deepEqual(page.server.attempts, [1, 2]);
  });

  test('after the server had accepted a message, but before it could say so, does not double it', async () => {
    const page = new Harness();
    await page.join();
    page.room.sendChat('once');
    page.socket.onmessage = null;
    await page.clock.advance(0);
    page.vanish();
    const next = new Harness(page.server, page.storage, 2, page.clock);
    await next.join();
    assert.equal(page.server.sequence, 1);
    assert.equal(next.room.outboxSize, 0);
  });

  test('ids of the page that is loaded anew differ from those of before', async () => {
    const page = new Harness();
    await page.join();
    const first = page.room.sendChat('a').id;
    await page.clock.advance(0);
    page.vanish();
    const next = new Harness(page.server, page.storage, 2, page.clock);
    await next.join();
    assert.notEqual(next.room.sendChat('b').id, first);
    await page.clock.advance(0);
    assert.equal(page.server.sequence, 2);
  });

  test('a loss between joined and the snapshot is made good by a snapshot', async () => {
    const page = new Harness();
    page.server.say('one');
    const send = page.server.tell.bind(page.server);
    page.server.tell = (session, ...messages) => {
      if (messages[0]?.type !== 'room-state') send(session, ...messages);
    };
    const joining = page.joining();
    await page.clock.advance(0);
    page.server.tell = send;
    page.socket.cut();
    await page.clock.advance(300);
    await joining;
    assert.deepEqual(page.room.participants.map((entry) => entry.username), ['Ada']);
    assert.deepEqual(page.recovered, []);
    page.server.say('two');
    await page.clock.advance(0);
    assert.deepEqual(page.heard, ['two']);
  });

  test('a loss before joined, of a session that has begun, is made good by a snapshot too', async () => {
    const page = new Harness();
    page.server.say('one');
    const send = page.server.tell.bind(page.server);
    page.server.tell = () => undefined;
    const joining = page.joining();
    await page.clock.advance(0);
    assert.equal('last_sequence' in page.server.received[0]!.payload, false);
    page.server.tell = send;
    page.socket.cut();
    await page.clock.advance(300);
    assert.equal((await joining).participants.length, 1);
    assert.equal(page.server.received.filter((message) => message.type === 'join').at(-1)?.payload['last_sequence'], -1);
    assert.equal(page.server.sessions.length, 1);
    assert.deepEqual(page.recovered, []);
  });

  test('a storage that is full costs only what a reload would have kept, and is told once', async () => {
    const storage = { get: () => null, set: () => { throw new Error('quota'); }, remove: () => undefined };
    const page = new Harness(undefined, storage);
    await page.join();
    page.room.sendChat('a');
    page.room.sendChat('b');
    await page.clock.advance(0);
    assert.equal(page.server.sequence, 2);
    assert.deepEqual(page.errors, ['storage_unavailable']);
  });

  test('an outbox of another identity is not ours', async () => {
    const storage = memoryStorage();
    storage.set('k:session', JSON.stringify({ clientId: 'mine' }));
    storage.set('k:outbox', JSON.stringify({ clientId: 'other', entries: [{ id: '1', type: 'chat-message', payload: {}, at: 0 }] }));
    const free = { claim: async () => ({ ours: true, release: () => undefined }) };
    const store = await SessionStore.open({ storage, guard: free, uniqueName: () => 'new-name' }, 'k');
    assert.deepEqual([store.record.clientId, store.kept], ['mine', []]);
    storage.set('k:session', 'not json');
    assert.equal((await SessionStore.open({ storage, guard: free, uniqueName: () => 'new-name' }, 'k')).record.clientId, 'new-name');
  });

  test('a duplicated tab is somebody else: new identity, and nothing of the outbox', async () => {
    const storage = memoryStorage();
    const ports = { storage, uniqueName: () => 'new-name' };
    storage.set('k:session', JSON.stringify({ clientId: 'original', resumeToken: 't' }));
    storage.set('k:outbox', JSON.stringify({ clientId: 'original', entries: [{ id: '1', type: 'chat-message', payload: {}, at: 0 }] }));
    const taken = { claim: async (id: string) => ({ ours: id !== 'original', release: () => undefined }) };
    const copy = await SessionStore.open({ ...ports, guard: taken }, 'k');
    assert.deepEqual([copy.record, copy.kept], [{ clientId: 'new-name' }, []]);
  });
});
