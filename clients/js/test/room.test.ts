import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { Harness } from './harness.js';
import { participant } from './model-server.js';

describe('a room', () => {
  test('is joined, hears and is heard', async () => {
    const page = new Harness();
    page.server.participants.set('s_bob', participant('s_bob', 'u-bob', 'Bob'));
    const room = await page.join();
    assert.equal(room.state.name, 'connected');
    assert.deepEqual(room.session, { sessionId: 's_ada1', userId: 'u-ada', username: 'Ada', role: 'participant' });
    assert.deepEqual(room.participants.map((entry) => [entry.username, entry.self]), [['Bob', false], ['Ada', true]]);

    page.server.say('hello');
    const { id } = room.sendChat('hi');
    assert.equal(page.chats.at(-1)?.state, 'pending');
    assert.equal(room.outboxSize, 1);
    await page.clock.advance(0);

    assert.deepEqual(page.heard, ['hello']);
    const own = page.chats.at(-1)!;
    assert.deepEqual([own.id, own.state, own.sequence, own.own], [id, 'sent', 2, true]);
    assert.equal(room.outboxSize, 0);
  });

  test('the promise of a message ends with its place in the log', async () => {
    const page = new Harness();
    const room = await page.join();
    const sent = room.send('chat-message', { content: 'hi' });
    await page.clock.advance(0);
    assert.deepEqual(await sent, { id: (await sent).id, sequence: 1, epoch: 'e1', duplicate: false });
  });

  test('goes on after a loss: what was missed comes once and in order, what was not accepted is sent again', async () => {
    const page = new Harness();
    const room = await page.join();
    page.server.say('one');
    await page.clock.advance(0);
    page.socket.cut();
    page.reachable = false;
    page.server.say('two');
    page.server.say('three');
    room.sendChat('written while away');
    await page.clock.advance(20_000);
    assert.equal(room.state.name, 'reconnecting');
    assert(room.state.attempt! > 3);
    page.reachable = true;
    await page.clock.advance(6_000);

    assert.equal(room.state.name, 'connected');
    assert.deepEqual(page.heard, ['one', 'two', 'three']);
    assert.deepEqual(page.recovered, [{ missedMessages: 2, toSequence: 3, durationMs: 1_500, truncated: false }]);
    assert.equal(page.chats.at(-1)?.state, 'sent');
    assert.equal(room.outboxSize, 0);
    assert.equal(page.server.sessions.length, 1);
  });

  test('a message whose ack was lost is sent again and put into the log once', async () => {
    const page = new Harness();
    const room = await page.join();
    room.sendChat('once');
    const { id } = room.sendChat('only');
    page.socket.onmessage = null; // the acks get lost
    await page.clock.advance(0);
    assert.equal(page.server.sequence, 2);
    page.socket.cut();
    await page.clock.advance(200);
    assert.equal(page.server.sequence, 2);
    assert.equal(page.server.received.filter((message) => message.id === id).length, 2);
    assert.deepEqual(page.chats.filter((chat) => chat.state === 'sent').map((chat) => chat.content), ['once', 'only']);
  });

  test('what comes twice or after its successor is told once', async () => {
    const page = new Harness();
    await page.join();
    page.server.say('one');
    page.server.say('two');
    await page.clock.advance(0);
    const [one, two] = page.server.log;
    const session = page.server.sessions[0]!;
    page.server.tell(session, two!, one!, two!);
    page.server.say('three');
    page.server.tell(session, one!);
    await page.clock.advance(0);
    assert.deepEqual(page.heard, ['one', 'two', 'three']);
  });

  test('frames of a connection that was given up are not heard', async () => {
    const page = new Harness();
    const room = await page.join();
    const late = page.socket.onmessage!;
    page.socket.cutSilently();
    await page.clock.advance(3_000);
    assert.equal(room.state.name, 'connected');
    page.server.say('one');
    await page.clock.advance(0);
    late({ data: JSON.stringify({ ...page.server.log[0], seq: 2, payload: { ...page.server.log[0]!.payload, content: 'ghost' } }) });
    assert.deepEqual(page.heard, ['one']);
  });

  test('a trimmed log is told with what is missing, and what is left of it still comes', async () => {
    const page = new Harness();
    await page.join();
    page.server.say('one');
    await page.clock.advance(0);
    page.socket.cut();
    for (const word of ['two', 'three', 'four']) page.server.say(word);
    page.server.trimmed = 3;
    page.server.participants.set('s_eve', participant('s_eve', 'u-eve', 'Eve'));
    await page.clock.advance(200);
    assert.deepEqual(page.recovered, [
      { missedMessages: 1, toSequence: 4, durationMs: 1_500, truncated: true, reason: 'trimmed', missing: { fromSequence: 2, toSequence: 3 } },
    ]);
    assert.deepEqual(page.heard, ['one', 'four']);
    assert.deepEqual(page.room.participants.map((entry) => entry.username), ['Ada', 'Eve']);
  });

  test('a lost log is told and the room goes on from the snapshot', async () => {
    const page = new Harness();
    await page.join();
    for (const word of ['one', 'two', 'three']) page.server.say(word);
    await page.clock.advance(0);
    page.socket.cut();
    page.server.loseLog();
    page.server.say('unseen');
    await page.clock.advance(200);
    assert.deepEqual(page.recovered[0], { missedMessages: 0, toSequence: 1, durationMs: 1_500, truncated: true, reason: 'epoch-changed' });
    page.server.say('new');
    await page.clock.advance(0);
    assert.deepEqual(page.heard, ['one', 'two', 'three', 'new']);
  });

  test('a message of another epoch in the middle is not applied: the client asks anew where it stands', async () => {
    const page = new Harness();
    await page.join();
    page.server.say('one');
    await page.clock.advance(0);
    page.server.loseLog();
    page.server.say('from nowhere');
    await page.clock.advance(300);
    assert.deepEqual(page.heard, ['one']);
    assert.equal(page.recovered[0]?.reason, 'epoch-changed');
    assert.equal(page.room.state.name, 'connected');
  });

  test('a session that ended meanwhile is told as a truncation, with the range', async () => {
    const page = new Harness();
    await page.join();
    page.server.say('one');
    await page.clock.advance(0);
    page.socket.cut();
    page.server.endSession(page.server.sessions[0]!);
    page.server.say('two');
    await page.clock.advance(200);
    assert.deepEqual(page.recovered[0]?.missing, { fromSequence: 2, toSequence: 2 });
    assert.equal(page.recovered[0]?.reason, 'expired');
    assert.equal(page.recovered.length, 1);
    assert.notEqual(page.room.session.sessionId, 's_ada1');
  });

  test('a replay that starts after our place is a gap, whatever it is called', async () => {
    const page = new Harness();
    await page.join();
    page.server.say('one');
    await page.clock.advance(0);
    const told = { disconnect_duration: 1, missed_message_count: 0, epoch: 'e1', from_sequence: 5, to_sequence: 5, truncated: false };
    page.server.tell(page.server.sessions[0]!, { type: 'reconnection-detected', payload: told });
    await page.clock.advance(0);
    assert.deepEqual(page.recovered[0], {
      missedMessages: 0, toSequence: 5, durationMs: 1_000, truncated: true, reason: 'unknown-position', missing: { fromSequence: 2, toSequence: 5 },
    });
    assert.equal(page.server.sessions[0]?.cursor, 0);
    await page.clock.advance(300);
    assert.equal(page.server.sessions[0]?.cursor, 5);
  });

  test('what a snapshot shows already is not undone by the replay around a hole', async () => {
    const page = new Harness();
    await page.join();
    const gone = participant('s_gone', 'u-gone', 'Gone');
    const told = {
      disconnect_duration: 1, missed_message_count: 1, epoch: 'e1', from_sequence: 0, to_sequence: 10, truncated: true, reason: 'trimmed',
      missing: { from_sequence: 3, to_sequence: 9 }, snapshot: { ...page.server.snapshot(), sequence: 10 },
    };
    const update = (seq: number): { type: string; epoch: string; seq: number; payload: Record<string, unknown> } => ({
      type: 'participant-update', epoch: 'e1', seq, payload: { participant: gone, timestamp: '' },
    });
    page.server.tell(page.server.sessions[0]!, { type: 'reconnection-detected', payload: told }, update(2));
    await page.clock.advance(0);
    assert.deepEqual(page.room.participants.map((entry) => entry.username), ['Ada']);
    page.server.tell(page.server.sessions[0]!, update(11));
    await page.clock.advance(0);
    assert.deepEqual(page.room.participants.map((entry) => entry.username), ['Ada', 'Gone']);
  });

  test('signaling that was not accepted is repeated in the same session, and not in another one', async () => {
    for (const ended of [false, true]) {
      const page = new Harness();
      const room = await page.join();
      page.server.refuse = () => ({ code: 'redis_unavailable', retry_after: 30 });
      void room.send('offer', { type: 'offer', sdp: 'v=0', target_session_id: 's_bob' });
      await page.clock.advance(0);
      page.server.refuse = () => undefined;
      if (ended) page.server.endSession(page.server.sessions[0]!);
      page.socket.cut();
      await page.clock.advance(200);
      assert.equal(page.server.log.length, ended ? 0 : 1);
    }
  });

  test('leaving tells the server, keeps nothing and ends all promises', async () => {
    const page = new Harness();
    const room = await page.join();
    page.server.refuse = () => ({ code: 'redis_unavailable', retry_after: 30 });
    const waiting = room.send('chat-message', { content: 'never' });
    await page.clock.advance(0);
    const leaving = room.leave();
    await page.clock.advance(0);
    await leaving;
    assert.equal(room.state.name, 'closed');
    assert.equal(room.state.reason, 'left');
    assert.equal(page.storage.get('holdline:https://meet.example.org:standup:session'), null);
    assert.equal(page.server.sessions.length, 0);
    await assert.rejects(waiting, { code: 'closed' });
    assert.throws(() => room.sendChat('more'), { code: 'closed' });
  });

  test('participants follow joins, changes of state, media and roles, and leaves', async () => {
    const page = new Harness();
    const room = await page.join();
    const bob = participant('s_bob', 'u-bob', 'Bob');
    const bobNow = (): unknown => room.participants.find((entry) => entry.userId === 'u-bob');
    const at = '2026-11-21T09:00:00.000Z';
    page.server.append('user-joined', { user_id: 'u-bob', username: 'Bob', session_id: 's_bob', timestamp: at, participant: bob });
    page.server.append('media-control', { action: 'mute', media_type: 'audio', user_id: 'u-bob', session_id: 's_bob', timestamp: at });
    page.server.append('role-updated', { user_id: 'u-bob', role: 'moderator', timestamp: at });
    await page.clock.advance(0);
    assert.deepEqual(bobNow(), {
      sessionId: 's_bob', userId: 'u-bob', username: 'Bob', role: 'moderator', joinedAt: at, audioEnabled: false, videoEnabled: true,
      screenSharing: false, handRaised: false, handRaisedAt: undefined, isSpeaking: false, connectionState: 'active', connectionQuality: 'unknown', self: false,
    });
    page.server.append('participant-update', { participant: { ...bob, connection_state: 'suspended' }, timestamp: at });
    await page.clock.advance(0);
    assert.equal((bobNow() as { connectionState: string }).connectionState, 'suspended');
    page.server.append('user-left', { user_id: 'u-bob', username: 'Bob', timestamp: at, reason: 'expired' });
    await page.clock.advance(0);
    assert.equal(bobNow(), undefined);
  });

  test('a moderator can mute us, and the room is told that it happened', async () => {
    const page = new Harness();
    const room = await page.join();
    page.server.append('media-control', {
      action: 'mute', media_type: 'audio', target_user_id: 'u-ada', user_id: 'u-bob', session_id: 's_bob', timestamp: '',
    }, 's_bob');
    await page.clock.advance(0);
    assert.equal(room.participants[0]?.audioEnabled, false);
    const told = page.server.log.at(-1)!;
    assert.deepEqual([told.type, told.payload['action'], told.payload['target_user_id']], ['media-control', 'mute', undefined]);
  });

  test('history brings chat in the same form', async () => {
    const page = new Harness();
    page.server.say('before us');
    const room = await page.join();
    const { messages } = await room.chatHistory({ limit: 10 });
    assert.deepEqual(messages.map((chat) => [chat.content, chat.sequence, chat.own, chat.state]), [['before us', 1, false, 'sent']]);
  });
});
