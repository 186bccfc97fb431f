import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { fakeStream, fakeTrack } from './fake-peer-connection.js';
import { Harness } from './harness.js';
import type { WireParticipant } from '../src/protocol.js';

const ALL = { can_speak: true, can_share_video: true, can_share_screen: true };

/** A page with a microphone and a camera. */
class Page extends Harness {
  readonly microphone = fakeTrack('audio');
  readonly camera = fakeTrack('video');

  async enter(): Promise<this> {
    await this.join({ media: { stream: fakeStream([this.microphone, this.camera]) } });
    return this;
  }

  get on(): [audio: boolean, video: boolean] {
    return [this.microphone.enabled, this.camera.enabled];
  }

  get shown(): unknown[] {
    const own = this.room.participants.find((entry) => entry.self)!;
    return [own.audioEnabled, own.videoEnabled, own.screenSharing];
  }

  /** Our entry at the server. */
  get own(): WireParticipant {
    return this.server.participants.get(this.room.session.sessionId)!;
  }

  /** The line is lost; meanwhile this happens. */
  async whileAway(happens: () => void): Promise<void> {
    this.socket.cut();
    happens();
    await this.clock.advance(200);
  }

  /** What the room was told of our switches. */
  get told(): unknown[] {
    return this.server.log.filter((message) => message.type === 'media-control').map((message) => message.payload['action']);
  }

  async happens(type: string, payload: Record<string, unknown>): Promise<void> {
    this.server.append(type, { user_id: 'u-ada', updated_by: 'u-bob', timestamp: '', ...payload }, 's_bob');
    await this.clock.advance(0);
  }
}

describe('what of ours is on', () => {
  test('is no more than the room lets in of whoever enters', async () => {
    const page = new Page();
    page.server.entry = { audio_enabled: false };
    await page.enter();
    assert.deepEqual(page.on, [false, true]);
    assert.deepEqual(page.told, []);
  });

  test('is switched back when the room refuses it, and shown as it is', async () => {
    const page = await new Page().enter();
    page.room.setAudio(false);
    await page.clock.advance(0);
    page.server.refuse = () => ({ code: 'permission_denied' });
    page.room.setAudio(true);
    page.room.shareScreen(fakeStream([fakeTrack('video', 'screen')]));
    await page.clock.advance(0);
    assert.deepEqual(page.on, [false, true]);
    assert.deepEqual(page.shown, [false, true, false]);
    assert.deepEqual(page.errors, ['permission_denied', 'permission_denied']);
  });

  test('goes off with the permission for it, and the room hears so', async () => {
    const page = await new Page().enter();
    await page.happens('permission-updated', { permissions: { ...ALL, can_speak: false } });
    assert.deepEqual(page.on, [false, true]);
    await page.happens('permission-updated', { user_id: 'u-eve', permissions: { ...ALL, can_share_video: false } });
    assert.deepEqual(page.shown, [false, true, false]);
    await page.happens('role-updated', { role: 'observer' });
    assert.deepEqual(page.on, [false, false]);
    assert.deepEqual(page.told, ['mute', 'video_off']);
  });

  test('stays off after a resume when it went off meanwhile, though nobody said so', async () => {
    const page = await new Page().enter();
    page.room.shareScreen(fakeStream([fakeTrack('video', 'screen')]));
    await page.clock.advance(0);
    await page.whileAway(() => Object.assign(page.own, { audio_enabled: false, screen_sharing: false }));
    assert.deepEqual([page.on, page.room.media.screen], [[false, true], undefined]);
    assert.deepEqual(page.told, ['video_on']);
  });

  test('is what was switched on while the line was down, as soon as the room has heard it', async () => {
    const page = await new Page().enter();
    page.room.setAudio(false);
    await page.clock.advance(0);
    await page.whileAway(() => page.room.setAudio(true));
    assert.deepEqual([page.on, page.told], [[true, true], ['mute', 'unmute']]);
  });

  test('goes off at the word of a moderator who said it while we were away', async () => {
    const page = await new Page().enter();
    const asked = { action: 'mute', media_type: 'audio', user_id: 'u-bob', target_user_id: 'u-ada', timestamp: '' };
    await page.whileAway(() => page.server.append('media-control', asked, 's_bob'));
    assert.deepEqual([page.on, page.own.audio_enabled], [[false, true], false]);
  });

  test('a screen that nobody shows any more after a reload is not in the list either', async () => {
    const page = await new Page().enter();
    page.room.shareScreen(fakeStream([fakeTrack('video', 'screen')]));
    await page.clock.advance(0);
    page.vanish();
    const again = await new Page(page.server, page.storage, 2, page.clock).enter();
    await page.clock.advance(0);
    assert.deepEqual(again.shown, [true, true, false]);
    assert.equal(again.own.screen_sharing, false);
  });

  test('is nothing for whoever enters without a permission to send', async () => {
    const page = new Page();
    page.server.permissions = { can_speak: false, can_share_video: false, can_share_screen: false };
    await page.enter();
    await page.clock.advance(0);
    assert.deepEqual(page.on, [false, false]);
    assert.deepEqual(page.told, ['mute', 'video_off']);
  });

  test('a screen is shown no longer than the room allows screens', async () => {
    const page = await new Page().enter();
    page.room.shareScreen(fakeStream([fakeTrack('video', 'screen')]));
    await page.clock.advance(0);
    await page.happens('room-settings-update', { settings: { ...page.room.settings, enable_screen_share: false } });
    assert.deepEqual(page.shown, [true, true, false]);
    assert.deepEqual(page.told, ['video_on', 'video_off']);
  });

  test('is not even switched on for a moment by whoever may not', async () => {
    const page = await new Page().enter();
    page.room.setAudio(false);
    await page.happens('permission-updated', { permissions: { ...ALL, can_speak: false } });
    page.room.setAudio(true);
    assert.deepEqual([page.on[0], page.room.mayUnmute, page.errors], [false, false, ['permission_denied']]);
    await page.happens('role-updated', { role: 'participant' });
    await page.happens('room-settings-update', { settings: { ...page.room.settings, allow_participants_unmute: false } });
    page.room.setAudio(true);
    assert.equal(page.on[0], false);
    await page.happens('role-updated', { role: 'moderator' });
    page.room.setAudio(true);
    assert.deepEqual([page.on[0], page.room.media.audio], [true, true]);
  });
});
