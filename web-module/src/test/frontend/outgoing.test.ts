import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { devices, FakeTrack, named } from './browser.js';
import { enter, FakeRoom } from './fake-room.js';
import type { RoomEvents } from '@holdline/client';

const ON = { audio: true, video: true };

/** What another asks of us. */
function asked(room: FakeRoom, action: string, media_type: string): void {
  room.tell('message', { type: 'media-control', payload: { action, media_type, target_user_id: 'u_me' } } as unknown as RoomEvents['message']);
}

describe('what of ours goes out', () => {
  test('a camera that is switched off is let go, and asked for again when switched on', async () => {
    const room = new FakeRoom();
    const camera = new FakeTrack('video');
    const call = await enter(room, [new FakeTrack('audio'), camera]);
    await call.outgoing.toggleVideo();
    assert.equal(camera.readyState, 'ended');
    await call.outgoing.toggleVideo();
    assert.equal(call.store.state.me.video, true);
    assert.deepEqual(room.done.slice(1), ['video false', 'send audio', 'send audio+video', 'video true']);
  });

  test('without a camera the call goes on, and the person is told what to do', async () => {
    const room = new FakeRoom();
    const call = await enter(room, [new FakeTrack('audio')]);
    const usual = devices.answer;
    devices.answer = () => named('NotAllowedError');
    await call.outgoing.toggleVideo();
    devices.answer = usual;
    assert.equal(call.store.state.me.video, false);
    assert(call.store.state.notice?.includes('told not to lend the camera'));
    await call.leave();
  });

  test('follows when the room switches something off', async () => {
    const room = new FakeRoom();
    const camera = new FakeTrack('video');
    const call = await enter(room, [new FakeTrack('audio'), camera]);
    room.switched({ audio: false });
    assert.deepEqual([call.store.state.me.audio, call.store.state.me.video], [false, true]);
    room.switched({ video: false });
    assert.deepEqual([call.store.state.me.video, camera.readyState], [false, 'ended']);
  });

  test('is not switched on by whoever may not, who is told so', async () => {
    const room = new FakeRoom();
    const call = await enter(room);
    await call.outgoing.toggleAudio();
    room.forbidden = ['can_speak', 'can_share_screen'];
    await call.outgoing.toggleAudio();
    assert.equal(call.store.state.notice, 'You may not switch your microphone on in this room now.');
    await call.outgoing.toggleScreen();
    assert.deepEqual(room.done.slice(1), ['audio false']);
    await call.leave();
  });
});

describe('coming back from a breakout room', () => {
  /** What goes out after it. */
  async function back(there: typeof ON, meanwhile: (room: FakeRoom) => void = () => undefined): Promise<unknown[]> {
    const room = new FakeRoom();
    const call = await enter(room);
    assert.deepEqual(call.outgoing.stepAside(), ON);
    assert.deepEqual(room.media, { audio: false, video: false, screen: undefined });
    meanwhile(room);
    await call.outgoing.stepBack(there);
    const { me } = call.store.state;
    assert.deepEqual([me.audio, me.video], [room.media.audio, room.media.video]);
    return [me.audio, me.video];
  }

  test('brings back what went out before', async () => {
    assert.deepEqual(await back(ON), [true, true]);
  });

  test('switches on nothing that was switched off there', async () => {
    assert.deepEqual(await back({ audio: false, video: true }), [false, true]);
    assert.deepEqual(await back({ audio: true, video: false }), [true, false]);
  });

  test('switches on nothing that somebody asked to switch off meanwhile', async () => {
    assert.deepEqual(await back(ON, (room) => asked(room, 'mute', 'audio')), [false, true]);
    assert.deepEqual(await back(ON, (room) => asked(room, 'video_off', 'video')), [true, false]);
  });

  test('switches on nothing that may not go out any more', async () => {
    assert.deepEqual(await back(ON, (room) => room.forbidden.push('can_speak')), [false, true]);
    assert.deepEqual(await back(ON, (room) => room.forbidden.push('can_share_video')), [true, false]);
  });

  test('asks for the camera again that was let go there', async () => {
    const room = new FakeRoom();
    const camera = new FakeTrack('video');
    const call = await enter(room, [new FakeTrack('audio'), camera]);
    call.outgoing.stepAside();
    call.outgoing.rest();
    assert.equal(camera.readyState, 'ended');
    await call.outgoing.stepBack(ON);
    assert.deepEqual([call.store.state.me.video, call.store.state.local?.getVideoTracks().length], [true, 1]);
  });
});
