import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { FakePeerNet, fakeStream, fakeTrack } from './fake-peer-connection.js';
import { Harness } from './harness.js';
import { ModelServer } from './model-server.js';
import { settle, VirtualClock } from './virtual-clock.js';

/** Two pages in one room, each with camera and microphone. */
class Call {
  readonly clock = new VirtualClock();
  readonly server = new ModelServer();
  readonly net = new FakePeerNet();
  readonly streams: string[] = [];
  readonly removed: string[] = [];
  pages = [1, 2].map((seed) => new Harness(this.server, undefined, seed, this.clock)) as [Harness, Harness];

  async begin(): Promise<this> {
    for (const page of this.pages) await this.enter(page);
    await this.meet();
    return this;
  }

  async enter(page: Harness): Promise<void> {
    await page.join({
      media: { stream: fakeStream([fakeTrack('audio'), fakeTrack('video')]) },
      platform: { ...page.platform, peers: this.net.make, mediaStream: fakeStream },
    });
    page.room.on('stream', ({ sessionId }) => this.streams.push(sessionId));
    page.room.on('stream-removed', ({ sessionId }) => this.removed.push(sessionId));
    this.tell(page, 'active');
  }

  /** The server tells all what has become of that page's session. */
  tell(page: Harness, state: 'active' | 'suspended' | 'left'): void {
    const self = this.server.participants.get(page.room.session.sessionId)!;
    this.server.append('participant-update', { participant: { ...self, connection_state: state }, timestamp: '' });
  }

  async meet(): Promise<void> {
    await this.clock.advance(3_000);
  }

  get connected(): number {
    return this.net.open.filter((pc) => pc.connectionState === 'connected').length;
  }
}

describe('a call', () => {
  test('connects each session with each other and shows their streams', async () => {
    const call = await new Call().begin();
    assert.equal(call.connected, 2);
    assert.deepEqual([...call.streams].sort(), call.pages.map((page) => page.room.session.sessionId).sort());
    assert(call.server.log.filter((message) => message.type === 'ice-candidate').every((message) => message.payload['target_session_id']));
    assert.deepEqual(call.pages.flatMap((page) => page.errors), []);
  });

  test('goes on over a loss of one line: media untouched if its path stood, restarted if it did not', async () => {
    const call = await new Call().begin();
    const made = call.net.made.length;
    call.pages[0].reachable = false;
    call.pages[0].socket.cutSilently();
    call.tell(call.pages[0], 'suspended');
    await call.clock.advance(10_000);
    for (const pc of call.net.open) pc.become('failed');
    await call.clock.advance(10_000);
    assert.equal(call.connected, 0);
    call.pages[0].reachable = true;
    await call.clock.advance(6_000);
    call.tell(call.pages[0], 'active');
    await call.clock.advance(1_000);
    assert.equal(call.connected, 2);
    assert.equal(call.net.made.length, made, 'an ICE restart was enough');
    assert.equal(call.server.sessions.length, 2);
  });

  test('is there again after one session had ended meanwhile and the page goes on as another', async () => {
    const call = await new Call().begin();
    const [one] = call.pages;
    const old = one.room.session.sessionId;
    const ended = call.server.sessions.find((session) => session.id === old)!;
    call.tell(one, 'left');
    await call.clock.advance(0);
    call.server.endSession(ended);
    one.socket.cut();
    await call.clock.advance(200);
    assert.notEqual(one.room.session.sessionId, old);
    call.tell(one, 'active');
    await call.meet();
    assert.equal(call.connected, 2);
    assert.equal(call.net.open.length, 2);
  });

  test('is there again after one page was loaded anew in its session', async () => {
    for (const which of [0, 1] as const) {
      const call = await new Call().begin();
      const old = call.pages[which];
      const session = old.room.session.sessionId;
      old.vanish();
      const next = new Harness(call.server, old.storage, 3, call.clock);
      await call.enter(next);
      await call.meet();
      assert.equal(next.room.session.sessionId, session);
      const living = call.net.open.slice(-2);
      assert(living.every((pc) => pc.connectionState === 'connected') && living[0]!.fits(living[1]!), `page ${which}`);
      assert.equal(call.removed.length, 1);
    }
  });

  test('ends with the participant, and ours with leaving', async () => {
    const call = await new Call().begin();
    const [one] = call.pages;
    call.tell(one, 'left');
    await call.clock.advance(0);
    assert.deepEqual(call.removed, [one.room.session.sessionId]);
    const leaving = one.room.leave();
    await call.clock.advance(0);
    await leaving;
    await settle();
    assert.equal(call.net.open.length, 0);
  });

  test('a shared screen takes the camera\u2019s place without a negotiation, until the browser ends it', async () => {
    const call = await new Call().begin();
    const [one] = call.pages;
    const offers = call.net.made.map((pc) => pc.offers);
    const screen = fakeTrack('video', 'screen');
    const sending = (): unknown[] => call.net.open.flatMap((pc) => pc.transceivers.map((place) => (place.sender.track as { id: string }).id));
    one.room.shareScreen(fakeStream([screen]));
    await call.clock.advance(0);
    assert(sending().includes('screen'));
    assert.equal(one.room.participants.find((entry) => entry.self)?.screenSharing, true);
    screen.end();
    await call.clock.advance(0);
    assert(!sending().includes('screen'));
    assert.equal(one.room.participants.find((entry) => entry.self)?.screenSharing, false);
    assert.deepEqual(call.net.made.map((pc) => pc.offers), offers);
    const told = call.server.log.filter((message) => message.type === 'media-control').map((message) => message.payload['action']);
    assert.deepEqual(told, ['video_on', 'video_off']);
  });

  test('muting silences the track and tells the room; other devices stay muted', async () => {
    const call = await new Call().begin();
    const [one, two] = call.pages;
    one.room.setAudio(false);
    const other = [fakeTrack('audio', 'other'), fakeTrack('video', 'other')];
    one.room.replaceStream(fakeStream(other));
    await call.clock.advance(0);
    assert.deepEqual(other.map((track) => track.enabled), [false, true]);
    const seen = two.room.participants.find((entry) => entry.sessionId === one.room.session.sessionId);
    assert.equal(seen?.audioEnabled, false);
  });
});
