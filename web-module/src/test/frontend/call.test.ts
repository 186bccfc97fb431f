import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { devices, FakeTrack, named } from './browser.js';
import { AT, enter, FakeRoom, said, settled } from './fake-room.js';
import type { RoomEvents } from '@holdline/client';
import { capture } from '../../main/frontend/src/media/devices.js';

describe('a call', () => {
  test('shows the room’s history at the start, and counts none of it as unread', async () => {
    const room = new FakeRoom();
    room.history = [said(1), said(2)];
    const call = await enter(room);
    assert.equal(call.store.state.chat.messages.length, 2);
    assert.equal(call.store.state.unread, 0);
  });

  test('goes on without a history that cannot be loaded, and says so', async () => {
    const room = new FakeRoom();
    room.historyFails = true;
    const call = await enter(room);
    assert.equal(call.store.state.notice, 'Earlier messages could not be loaded.');
    await call.leave();
  });

  test('counts what others say while the chat is closed, each message once', async () => {
    const room = new FakeRoom();
    const call = await enter(room);
    room.tell('chat', said(3));
    room.tell('chat', said(3));
    room.tell('chat', said(4, true));
    assert.equal(call.store.state.unread, 1);
    call.show('chat');
    room.tell('chat', said(5));
    assert.equal(call.store.state.unread, 0);
  });

  test('takes what is said without a line: it waits in its place until it is sent', async () => {
    const room = new FakeRoom();
    const call = await enter(room);
    room.tell('state', { name: 'reconnecting', since: new Date() });
    assert.equal(call.store.state.banner?.kind, 'reconnecting');
    call.say('still here');
    const { sequence: _, epoch: __, ...waiting } = said(0, true);
    room.tell('chat', { ...waiting, id: 'c-1', state: 'pending' });
    room.tell('chat', said(7));
    room.tell('chat', { ...said(8, true), id: 'c-1' });
    room.tell('state', { name: 'connected', since: new Date() });
    assert.deepEqual(room.done, ['join standup', 'say still here']);
    assert.deepEqual(call.store.state.chat.messages.map((m) => [m.id, m.state]), [['m7', 'sent'], ['c-1', 'sent']]);
    assert.equal(call.store.state.banner, undefined);
  });

  test('says how much of what was missed was said, whatever else happened meanwhile', async () => {
    const room = new FakeRoom();
    const call = await enter(room);
    room.tell('recovered', { missedMessages: 5, toSequence: 6, durationMs: 20_000, truncated: false });
    for (const message of [said(3), said(5), said(5), said(6, true), said(7)]) {
      room.tell('chat', message);
    }
    const { banner } = call.store.state;
    assert(banner?.kind === 'recovered');
    assert.equal(banner.text, 'You are back. 2 messages recovered.');
    await call.leave();
  });

  test('fills from the history what the replay could not bring', async () => {
    const room = new FakeRoom();
    const call = await enter(room);
    room.history = [said(3), said(4)];
    room.tell('recovered', { missedMessages: 1, toSequence: 4, durationMs: 400_000, truncated: true, reason: 'expired' });
    await settled();
    assert.equal(call.store.state.banner?.kind, 'truncated');
    assert.equal(call.store.state.chat.messages.length, 2);
    assert.equal(call.store.state.unread, 0);
  });

  test('follows when the server had to begin a new session', async () => {
    const room = new FakeRoom();
    const call = await enter(room);
    room.session = { ...room.session, sessionId: 's_new', role: 'host' };
    room.tell('participants', []);
    const { sessionId, role } = call.store.state.me;
    assert.deepEqual([sessionId, role], ['s_new', 'host']);
  });

  test('shows a moderator who waits at the door, and nobody else', async () => {
    const room = new FakeRoom();
    room.atDoor = [{ userId: 'u_eve', username: 'Eve', since: AT }];
    const call = await enter(room);
    assert.equal(call.store.state.waiting.length, 0);
    room.session = { ...room.session, role: 'moderator' };
    room.tell('participants', []);
    await settled();
    assert.deepEqual(call.store.state.waiting.map((who) => who.username), ['Eve']);
    room.atDoor = [];
    room.tell('message', { type: 'waiting-room-admit', payload: {} } as unknown as RoomEvents['message']);
    await settled();
    assert.equal(call.store.state.waiting.length, 0);
  });

  test('ends once, lets the devices go and says why', async () => {
    const room = new FakeRoom();
    const microphone = new FakeTrack('audio');
    const call = await enter(room, [microphone]);
    room.tell('state', { name: 'closed', since: new Date(), reason: 'superseded' });
    assert.equal(call.store.state.ended, 'This call goes on in another window.');
    assert.equal(microphone.readyState, 'ended');
  });
});

describe('devices', () => {
  test('what is missing is left out and named, the rest is taken', async () => {
    const usual = devices.answer;
    devices.answer = ({ audio, video }) => (video ? named('NotFoundError') : usual({ audio }));
    const { stream, problems } = await capture({ audio: true, video: true });
    devices.answer = usual;
    assert.deepEqual(stream.getTracks().map((track) => track.kind), ['audio']);
    assert.deepEqual(problems, ['No camera was found.']);
  });

  test('nothing wanted asks for nothing', async () => {
    assert.equal((await capture({ audio: false, video: false })).stream.getTracks().length, 0);
  });
});
