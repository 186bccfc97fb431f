import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { memoryStorage } from '../src/platform.js';
import { Harness } from './harness.js';

describe('the end of a connection', () => {
  test('a slow consumer resumes at once and misses nothing', async () => {
    const page = new Harness();
    await page.join();
    page.socket.onclose!({ code: 4008, reason: 'slow consumer' });
    page.server.say('while closed');
    assert.equal(page.states.at(-1)?.reason, 'slow_consumer');
    await page.clock.advance(100);
    assert.equal(page.room.state.name, 'connected');
    assert.deepEqual(page.heard, ['while closed']);
  });

  test('a stopping server is given the time it asks for, not less, even if the network changes', async () => {
    const page = new Harness();
    await page.join();
    page.socket.onclose!({ code: 4503, reason: 'retry_after=7' });
    await page.clock.advance(3_000);
    page.room.networkChanged();
    await page.clock.advance(3_900);
    assert.equal(page.sockets.length, 1);
    await page.clock.advance(1_200);
    assert.equal(page.room.state.name, 'connected');
  });

  test('a server that says why it cannot let anybody in is given the time of its close reason', async () => {
    const page = new Harness();
    await page.join();
    page.deaf = true;
    page.socket.cut();
    await page.clock.advance(150);
    page.socket.onmessage!({ data: JSON.stringify({ type: 'error', payload: { code: 'redis_unavailable', message: 'Redis is away' } }) });
    page.socket.onclose!({ code: 4503, reason: 'retry_after=6' });
    page.deaf = false;
    assert.equal(page.room.state.reason, 'redis_unavailable');
    await page.clock.advance(5_900);
    assert.equal(page.room.state.name, 'reconnecting');
    await page.clock.advance(1_200);
    assert.equal(page.room.state.name, 'connected');
  });

  test('a server that lets us wait at the door is waited for as long as it says so', async () => {
    const page = new Harness();
    await page.join();
    page.deaf = true;
    page.socket.cut();
    await page.clock.advance(150);
    const tries = page.sockets.length;
    for (const position of [12, 7, 1]) {
      page.socket.onmessage!({ data: JSON.stringify({ type: 'join-pending', payload: { reason: 'queue', position } }) });
      assert.deepEqual(page.room.state.pending, { reason: 'queue', position });
      await page.clock.advance(4_000);
    }
    assert.equal(page.sockets.length, tries);
    page.deaf = false;
    await page.clock.advance(3_000);
    assert.equal(page.sockets.length, tries + 1);
    assert.equal(page.room.state.name, 'connected');
    assert.equal(page.room.state.pending, undefined);
  });

  test('a server that refuses tickets for the moment is given the time of Retry-After', async () => {
    const page = new Harness();
    await page.join();
    page.server.ticketStatus = 503;
    page.server.ticketHeaders = { 'Retry-After': '10' };
    page.socket.cut();
    await page.clock.advance(200);
    const asked = page.server.tokens.length;
    page.server.ticketStatus = 201;
    await page.clock.advance(9_500);
    assert.equal(page.server.tokens.length, asked);
    await page.clock.advance(1_800);
    assert.equal(page.room.state.name, 'connected');
  });

  test('a node that starts or stops, whose container knows no ticket, ends no room', async () => {
    const page = new Harness();
    await page.join();
    page.server.ticketStatus = 404;
    page.server.ticketRefusal = {};
    page.socket.cut();
    await page.clock.advance(20_000);
    assert.equal(page.room.state.name, 'reconnecting');
    assert.equal(page.room.state.reason, 'http_404');
    page.server.ticketStatus = 201;
    await page.clock.advance(5_000);
    assert.equal(page.room.state.name, 'connected');
    page.server.ticketStatus = 403;
    page.server.ticketRefusal = { code: 'refused' };
    page.socket.cut();
    await page.clock.advance(5_000);
    assert.deepEqual([page.room.state.name, page.room.state.reason], ['closed', 'refused']);
  });

  test('abuse waits a minute', async () => {
    const page = new Harness();
    await page.join();
    page.socket.onclose!({ code: 4429, reason: '' });
    await page.clock.advance(59_900);
    assert.equal(page.sockets.length, 1);
    await page.clock.advance(1_200);
    assert.equal(page.room.state.name, 'connected');
  });

  test('superseded and refused stay away', async () => {
    for (const [code, reason] of [[4001, 'superseded'], [4403, 'refused'], [1000, 'left']] as const) {
      const page = new Harness();
      await page.join();
      page.socket.onclose!({ code, reason: '' });
      await page.clock.advance(60_000);
      assert.deepEqual([page.room.state.name, page.room.state.reason], ['closed', reason]);
      assert.equal(page.sockets.length, 1);
    }
  });

  test('who is removed stays away and is told how', async () => {
    for (const reason of ['kicked', 'banned']) {
      const page = new Harness();
      await page.join();
      page.socket.onclose!({ code: 4410, reason });
      await page.clock.advance(60_000);
      assert.deepEqual([page.room.state.name, page.room.state.reason], ['closed', reason]);
      assert.equal(page.sockets.length, 1);
    }
  });

  test('an expired token is replaced before the return', async () => {
    const page = new Harness();
    await page.join();
    page.socket.onclose!({ code: 4401, reason: '' });
    await page.clock.advance(200);
    assert.equal(page.room.state.name, 'connected');
    assert.deepEqual(page.server.tokens, ['token-0', 'token-1']);
  });

  test('a network change tries at once', async () => {
    const page = new Harness();
    await page.join();
    page.reachable = false;
    page.socket.cut();
    await page.clock.advance(30_000);
    page.reachable = true;
    page.signals!.networkChanged();
    await page.clock.advance(0);
    assert.equal(page.room.state.name, 'connected');
  });

  test('a network change asks a line that stands whether it does', async () => {
    const page = new Harness();
    page.hidden = true;
    await page.join();
    page.reachable = false;
    page.socket.cutSilently();
    page.signals!.networkChanged();
    await page.clock.advance(15_000);
    assert.equal(page.room.state.name, 'reconnecting');
  });

  test('a stale token is forgotten: new identity, new session, doubtful messages are reported and not doubled', async () => {
    const page = new Harness();
    const room = await page.join();
    page.server.refuse = () => ({ code: 'redis_unavailable', retry_after: 30 });
    const { id } = room.sendChat('doubtful');
    await page.clock.advance(0);
    page.server.refuse = () => undefined;
    const before = page.server.sessions[0]!.clientId;
    page.socket.onclose!({ code: 4409, reason: 'resume_token_stale' });
    await page.clock.advance(300);
    assert.equal(room.state.name, 'connected');
    const anew = page.server.sessions.at(-1)!;
    assert.notEqual(anew.clientId, before);
    assert.equal(room.session.sessionId, anew.id);
    const chat = page.chats.at(-1)!;
    assert.deepEqual([chat.id, chat.state, chat.problem?.code], [id, 'failed', 'resume_token_stale']);
    assert.equal(page.server.sequence, 0);
    assert.equal(room.outboxSize, 0);
  });

  test('a first join with a stale token goes on by itself', async () => {
    const storage = memoryStorage();
    const key = 'holdline:https://meet.example.org:standup:session';
    storage.set(key, JSON.stringify({ clientId: 'copied', resumeToken: 'stale-1', position: { epoch: 'e1', sequence: 3 }, participants: [] }));
    const page = new Harness(undefined, storage);
    const joining = page.joining();
    await page.clock.advance(500);
    assert.equal((await joining).state.name, 'connected');
    assert.notEqual(page.server.sessions[0]?.clientId, 'copied');
  });

  test('a join that is refused says why, one that cannot be made in time says that', async () => {
    const refused = new Harness();
    refused.server.ticketStatus = 403;
    await assert.rejects(refused.joining(), { code: 'refused', status: 403 });
    const unsigned = new Harness();
    unsigned.server.ticketStatus = 401;
    await assert.rejects(unsigned.joining(), { code: 'refused', status: 401 });
    assert.deepEqual(unsigned.server.tokens, ['token-0', 'token-1']);

    const away = new Harness();
    away.reachable = false;
    const joining = away.joining({ joinTimeoutMs: 5_000 });
    joining.catch(() => undefined);
    await away.clock.advance(6_000);
    await assert.rejects(joining, { code: 'connection_timeout' });
    await assert.rejects(new Harness().joining({ roomId: 'a b' }), { code: 'invalid_room_id' });
  });

  test('each step of a try has its limit: a server that says nothing is left after five seconds', async () => {
    const page = new Harness();
    await page.join();
    page.deaf = true;
    page.socket.cut();
    await page.clock.advance(4_900);
    assert.equal(page.sockets.length, 2);
    page.deaf = false;
    await page.clock.advance(400);
    assert.equal(page.room.state.name, 'connected');
    assert(page.states.some((state) => state.reason === 'connection_timeout'));
  });

  test('a return whose ticket is asked for on a connection that died with the line tries again after a second', async () => {
    const page = new Harness();
    await page.join();
    page.unanswered = 1;
    page.socket.cut();
    await page.clock.advance(1_000);
    assert.equal(page.room.state.name, 'reconnecting');
    await page.clock.advance(400);
    assert.equal(page.room.state.name, 'connected');
    await page.clock.advance(2_000);
    page.unanswered = 3;
    page.socket.cut();
    await page.clock.advance(5_000);
    assert.equal(page.room.state.name, 'reconnecting', 'each further try waits longer');
    await page.clock.advance(5_000);
    assert.equal(page.room.state.name, 'connected');
  });

  test('a network change gives up a try that hangs', async () => {
    const page = new Harness();
    await page.join();
    page.deaf = true;
    page.socket.cut();
    await page.clock.advance(2_000);
    const hanging = page.socket;
    page.deaf = false;
    page.signals!.networkChanged();
    await page.clock.advance(0);
    assert.equal(page.room.state.name, 'connected');
    assert(hanging.left);
  });

  test('after a connection that lasted the next loss is answered at once again', async () => {
    const page = new Harness();
    await page.join();
    page.reachable = false;
    page.socket.cut();
    await page.clock.advance(30_000);
    page.reachable = true;
    await page.clock.advance(5_100);
    assert.equal(page.room.state.name, 'connected');
    await page.clock.advance(1_000);
    page.socket.cut();
    assert.equal(page.room.state.attempt, 1);
    await page.clock.advance(100);
    assert.equal(page.room.state.name, 'connected');
  });

  test('a connection that is lost again and again is not taken up in a tight loop', async () => {
    const page = new Harness();
    await page.join();
    for (let n = 0; n < 300; n++) {
      if (page.room.state.name === 'connected') page.socket.cut();
      await page.clock.advance(100);
    }
    assert(page.sockets.length < 120, `${page.sockets.length} connections in 30 s`);
  });

  test('a line that breaks soon after a long loss is not waited for as long again', async () => {
    const page = new Harness();
    await page.join();
    page.reachable = false;
    page.socket.cut();
    await page.clock.advance(30_000);
    page.reachable = true;
    await page.clock.advance(5_100);
    assert.equal(page.room.state.name, 'connected');
    page.socket.cut();
    await page.clock.advance(600);
    assert.equal(page.room.state.name, 'connected');
  });

  test('a server that closes again and again is given the longest delay in the end', async () => {
    const page = new Harness();
    await page.join();
    for (let n = 0; n < 300; n++) {
      if (page.room.state.name === 'connected') page.socket.onclose!({ code: 4008, reason: 'slow consumer' });
      await page.clock.advance(100);
    }
    assert(page.sockets.length < 40, `${page.sockets.length} connections in 30 s`);
  });
});

describe('the access token', () => {
  test('is renewed before it expires, and again before the next one does', async () => {
    const page = new Harness();
    await page.join();
    await page.clock.advance(59.4 * 60_000);
    assert.equal(page.server.received.filter((message) => message.type === 'refresh').length, 0);
    await page.clock.advance(12_000);
    const refreshed = page.server.received.filter((message) => message.type === 'refresh');
    assert.deepEqual(refreshed.map((message) => message.payload['token']), ['token-1']);
    await page.clock.advance(60 * 60_000);
    assert.equal(page.server.received.filter((message) => message.type === 'refresh').length, 2);
    assert.equal(page.room.state.name, 'connected');
  });

  test('is judged by the clock of the server, whatever ours says', async () => {
    const page = new Harness();
    page.server.now = () => page.clock.now() + 3_600_000;
    page.server.tokenExpiresAt = '2026-11-21T11:00:00.000Z';
    await page.join();
    await page.clock.advance(59.7 * 60_000);
    assert.equal(page.server.received.filter((message) => message.type === 'refresh').length, 1);
  });

  test('that cannot be had is asked for again every five seconds and reported', async () => {
    const page = new Harness();
    await page.join({
      accessToken: ({ fresh }) => {
        if (fresh) throw new Error('signed out');
        return 'token';
      },
    });
    await page.clock.advance(3_570_000 + 12_000);
    assert(page.errors.length >= 2 && page.errors.every((code) => code === 'token_unavailable'), page.errors.join());
  });
});
