import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { Http } from '../src/http.js';
import { Moderation } from '../src/moderation.js';
import { Rooms } from '../src/rooms.js';

/** A server of routes that answers what it is told to, and remembers what it was asked. */
class Routes {
  readonly asked: string[] = [];
  answer: object = {};
  status = 200;

  readonly fetch: typeof globalThis.fetch = async (url, init) => {
    const { pathname, search } = new URL(String(url));
    this.asked.push([init?.method, pathname + search, init?.body].filter((part) => part !== undefined).join(' '));
    return new Response(JSON.stringify(this.answer), { status: this.status, headers: { 'Retry-After': '7' } });
  };

  readonly options = { server: 'https://meet.example.org/', accessToken: () => 't', fetch: this.fetch };
}

const WIRE = { room_id: 'standup', name: 'Standup', access: 'members', state: 'open', role: 'host', version: 3, scheduled_start: '2026-11-21T09:00:00.000Z' };

describe('rooms', () => {
  test('are registered, changed and listed under the names of the wire', async () => {
    const routes = new Routes();
    const rooms = new Rooms(routes.options);
    routes.answer = WIRE;
    const made = await rooms.create({ name: 'Standup', access: 'members', scheduledStart: '2026-11-21T09:00:00.000Z', settings: { lock_room: true } });
    assert.deepEqual(made, { roomId: 'standup', name: 'Standup', access: 'members', state: 'open', role: 'host', version: 3, scheduledStart: WIRE.scheduled_start });
    await rooms.change('standup', { scheduledStart: null });
    routes.answer = { rooms: [WIRE], next_after: 'x' };
    assert.deepEqual((await rooms.mine({ limit: 5, after: 'a&b' })).nextAfter, 'x');
    assert.deepEqual(routes.asked, [
      'POST /webrtc/rooms {"name":"Standup","access":"members","settings":{"lock_room":true},"scheduled_start":"2026-11-21T09:00:00.000Z"}',
      'PATCH /webrtc/rooms/standup {"scheduled_start":null}',
      'GET /webrtc/rooms?limit=5&after=a%26b',
    ]);
  });

  test('have invitations and members', async () => {
    const routes = new Routes();
    const rooms = new Rooms(routes.options);
    routes.answer = { code: 'abc', role: 'participant', members: [{ user_id: 'u/1', role: 'moderator', added_at: 'now' }], user_id: 'u/1', added_at: 'now' };
    assert.equal(await rooms.invite('standup'), 'abc');
    assert.equal(await rooms.joinByInvitation('standup', 'abc'), 'participant');
    assert.deepEqual(await rooms.members('standup'), { members: [{ userId: 'u/1', role: 'moderator', addedAt: 'now' }] });
    await rooms.putMember('standup', 'u/1', 'moderator');
    await rooms.removeMember('standup', 'u/1');
    assert.deepEqual(routes.asked.slice(3), ['PUT /webrtc/rooms/standup/members/u%2F1 {"role":"moderator"}', 'DELETE /webrtc/rooms/standup/members/u%2F1']);
  });

  test('a refusal is a problem with what the server says about it', async () => {
    const routes = new Routes();
    routes.status = 422;
    routes.answer = { code: 'validation_error', detail: 'Not so', details: { field: 'name' } };
    await assert.rejects(new Rooms(routes.options).create({ name: '' }), { code: 'validation_error', status: 422, retryAfterMs: 7_000, details: { field: 'name' } });
  });
});

describe('moderation', () => {
  test('asks for what it says', async () => {
    const routes = new Routes();
    const clock = { setTimeout: () => 0, clearTimeout: () => undefined };
    const moderation = new Moderation(new Http(routes.options.server, routes.options.accessToken, routes.fetch, clock), 'standup', async () => ({ id: 'x', duplicate: false }));
    routes.answer = { settings: { lock_room: true }, permissions: { can_speak: false }, user_ids: ['u2'] };
    assert.deepEqual(await moderation.set({ lock_room: true }), { lock_room: true });
    await moderation.setRole('u 1', 'moderator');
    assert.deepEqual(await moderation.setPermissions('u1', { can_speak: false }), { can_speak: false });
    await moderation.lowerHand('u1');
    await moderation.lowerAllHands();
    await moderation.kick('u1');
    await moderation.ban('u1');
    assert.deepEqual(await moderation.bans(), ['u2']);
    await moderation.readmit('u2');
    assert.deepEqual(routes.asked, [
      'POST /webrtc/rooms/standup/settings {"lock_room":true}',
      'POST /webrtc/rooms/standup/roles/u%201?role=moderator',
      'POST /webrtc/rooms/standup/permissions/u1 {"can_speak":false}',
      'POST /webrtc/rooms/standup/hand-raise/u1/lower',
      'POST /webrtc/rooms/standup/hand-raise/lower-all',
      'POST /webrtc/rooms/standup/participants/u1/kick',
      'POST /webrtc/rooms/standup/participants/u1/ban',
      'GET /webrtc/rooms/standup/bans',
      'DELETE /webrtc/rooms/standup/bans/u2',
    ]);
  });
});
