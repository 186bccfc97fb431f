import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { Peer, type PeerSignal } from '../src/peer.js';
import { type FakePeerConnection, FakePeerNet, fakeStream, fakeTrack } from './fake-peer-connection.js';
import type { QualityAdvice } from '../src/types.js';
import { settle, VirtualClock } from './virtual-clock.js';

/** One side of a path, and what it says to the other. */
class Side {
  configuration: RTCConfiguration = {};
  readonly policies: (string | undefined)[] = [];
  peer: Peer;
  other: Side | undefined;
  linked = true;
  readonly streams: MediaStream[] = [];
  removed = 0;
  readonly problems: string[] = [];
  sharp = false;
  advice: QualityAdvice | undefined;
  held: PeerSignal[] = [];
  holding = false;
  sent: string[] = [];
  tracks = { audio: fakeTrack('audio') as MediaStreamTrack | null, video: fakeTrack('video') as MediaStreamTrack | null };

  constructor(
    readonly clock: VirtualClock,
    readonly net: FakePeerNet,
    readonly polite: boolean,
  ) {
    this.peer = this.fresh();
  }

  fresh(sendsOnly = false): Peer {
    const own: FakePeerConnection[] = [];
    const peer: Peer = new Peer(
      {
        clock: this.clock,
        factory: (configuration) => {
          this.policies.push(configuration.iceTransportPolicy);
          const pc = this.net.make();
          own.push(pc as unknown as FakePeerConnection);
          return pc;
        },
        mediaStream: fakeStream,
        configuration: async () => this.configuration,
        tracks: () => this.tracks,
        sharp: () => this.sharp,
        advice: () => this.advice,
        linked: () => this.linked,
        send: (type, payload) => {
          this.sent.push(type);
          const signal = { type, payload } as PeerSignal;
          if (this.holding) this.held.push(signal);
          else queueMicrotask(() => this.other?.peer.signaled(signal));
        },
        forget: () => (this.held = []),
        stream: (stream) => this.streams.push(stream),
        removed: () => (this.removed += 1),
        state: () => undefined,
        path: () => undefined,
        problem: (problem) => this.problems.push(problem.message),
      },
      this.polite,
      sendsOnly,
    );
    return (this.peer = peer);
  }

  get pc(): FakePeerConnection {
    return this.peer.connection as unknown as FakePeerConnection;
  }

  release(): void {
    this.holding = false;
    for (const signal of this.held.splice(0)) this.other?.peer.signaled(signal);
  }
}

function pair(): { clock: VirtualClock; net: FakePeerNet; polite: Side; impolite: Side } {
  const clock = new VirtualClock();
  const net = new FakePeerNet();
  const polite = new Side(clock, net, true);
  const impolite = new Side(clock, net, false);
  polite.other = impolite;
  impolite.other = polite;
  return { clock, net, polite, impolite };
}

async function connected(): Promise<ReturnType<typeof pair>> {
  const sides = pair();
  sides.polite.peer.begin(false);
  sides.impolite.peer.begin(false);
  await sides.clock.advance(100);
  assert(sides.polite.peer.isConnected && sides.impolite.peer.isConnected);
  return sides;
}

describe('a path between two sessions', () => {
  test('the impolite side calls, the polite one answers: one offer, two places, tracks both ways', async () => {
    const { polite, impolite, net } = await connected();
    assert.equal(net.made.length, 2);
    assert.equal(impolite.pc.offers + polite.pc.offers, 1);
    for (const side of [polite, impolite]) {
      assert.deepEqual(side.pc.transceivers.map((place) => place.sender.track), [side.tracks.audio, side.tracks.video]);
      assert(side.pc.transceivers.every((place) => place.direction === 'sendrecv'));
      assert.equal(side.streams.length, 1);
      assert.equal(side.streams[0]?.getTracks().length, 2);
      assert.deepEqual(side.problems, []);
      assert.equal(side.pc.candidates.length, 1);
    }
  });

  test('glare at the beginning: the polite side yields and nothing is left over', async () => {
    const { polite, impolite, net, clock } = pair();
    polite.holding = impolite.holding = true;
    polite.peer.begin(true);
    impolite.peer.begin(true);
    await settle();
    assert(polite.sent.includes('offer') && impolite.sent.includes('offer'));
    const crossing = polite.held;
    impolite.release();
    polite.held = [...crossing];
    polite.release();
    await clock.advance(100);
    assert(polite.peer.isConnected && impolite.peer.isConnected);
    assert.equal(net.open.length, 2);
    assert.equal(polite.pc.transceivers.length, 2);
    assert.equal(impolite.pc.offers, 1);
    assert.deepEqual([...polite.problems, ...impolite.problems], []);
  });

  test('glare while a way for files is opened: the place for it is there already, and nobody offers without end', async () => {
    const { polite, impolite, clock } = await connected();
    const before = polite.pc.offers;
    polite.holding = impolite.holding = true;
    polite.peer.openPath();
    polite.pc.restartIce();
    impolite.pc.restartIce();
    await settle();
    polite.release();
    impolite.release();
    await clock.advance(100);
    assert.equal(polite.pc.rollbacks, 1);
    assert(polite.pc.offers - before <= 2, `${polite.pc.offers - before} offers`);
    for (const { pc } of [polite, impolite]) assert(pc.localDescription!.sdp.includes('m=application'));
    assert.deepEqual([...polite.problems, ...impolite.problems], []);
  });

  test('a recorder that does not answer is called again and again, ever more seldom', async () => {
    const clock = new VirtualClock();
    const side = new Side(clock, new FakePeerNet(), false);
    const peer = side.fresh(true);
    peer.begin(false);
    const called: number[] = [];
    for (let second = 0; second < 75; second += 1) {
      const before = side.sent.length;
      await clock.advance(1_000);
      if (side.sent.slice(before).includes('offer')) called.push(second);
    }
    assert.deepEqual(called, [0, 9, 29, 69]);
  });

  test('a recorder is offered no place for files', async () => {
    const { net } = pair();
    const side = new Side(new VirtualClock(), net, false);
    const peer = side.fresh(true);
    peer.begin(false);
    await settle();
    assert(!side.pc.localDescription!.sdp.includes('m=application'));
  });

  test('glare later: the polite side rolls back, the same connections go on', async () => {
    const { polite, impolite, net, clock } = await connected();
    const before = net.made.length;
    polite.holding = impolite.holding = true;
    polite.pc.restartIce();
    impolite.pc.restartIce();
    await settle();
    polite.release();
    impolite.release();
    await clock.advance(100);
    assert.equal(net.made.length, before);
    assert.equal(polite.pc.rollbacks, 1);
    assert.equal(impolite.pc.rollbacks, 0);
    assert(polite.pc.fits(impolite.pc) && impolite.pc.fits(polite.pc));
    assert.deepEqual([...polite.problems, ...impolite.problems], []);
  });

  test('a path that broke is restarted by the impolite side, after it had the time to heal', async () => {
    const { polite, impolite, net, clock } = await connected();
    for (const side of [polite, impolite]) side.pc.become('disconnected');
    await clock.advance(1_400);
    assert.equal(impolite.pc.offers, 1);
    await clock.advance(200);
    assert.equal(impolite.pc.offers, 2);
    assert.equal(polite.pc.offers, 0);
    assert(polite.peer.isConnected && impolite.peer.isConnected);
    assert.equal(net.made.length, 2);
  });

  test('a restart that does not help within ten seconds is followed by new connections', async () => {
    const { polite, impolite, net, clock } = await connected();
    net.blocked = true;
    for (const side of [polite, impolite]) side.pc.become('failed');
    await clock.advance(9_900);
    assert.equal(net.made.length, 2);
    net.blocked = false;
    await clock.advance(300);
    assert.equal(net.made.length, 4);
    assert(polite.peer.isConnected && impolite.peer.isConnected);
    assert.deepEqual([polite.removed, impolite.removed, polite.streams.length, impolite.streams.length], [1, 1, 2, 2]);
  });

  test('a path that does not come up by new connections either is tried over the relays alone, where there are any', async () => {
    for (const [urls, relayed] of [['turn:turn.example.org', true], ['stun:stun.example.org', false]] as const) {
      const { impolite, net, clock } = await connected();
      impolite.configuration = { iceServers: [{ urls }] };
      net.blocked = true;
      impolite.pc.become('failed');
      await clock.advance(25_000);
      assert(!impolite.policies.includes('relay'));
      await clock.advance(60_000);
      assert.equal(impolite.policies.includes('relay'), relayed);
    }
  });

  test('without signaling nothing is restarted; when it is back, at once', async () => {
    const { polite, impolite, clock } = await connected();
    polite.linked = impolite.linked = false;
    for (const side of [polite, impolite]) side.pc.become('failed');
    await clock.advance(20_000);
    assert.equal(impolite.pc.offers, 1);
    polite.linked = impolite.linked = true;
    impolite.peer.revive();
    await clock.advance(0);
    assert(polite.peer.isConnected && impolite.peer.isConnected);
  });

  test('a page that was loaded anew is met with a new connection, whichever side it is', async () => {
    for (const reloaded of ['polite', 'impolite'] as const) {
      const sides = await connected();
      sides[reloaded].fresh().begin(true);
      await sides.clock.advance(100);
      assert(sides.polite.pc.fits(sides.impolite.pc), reloaded);
      assert(sides.polite.peer.isConnected && sides.impolite.peer.isConnected, reloaded);
      assert.deepEqual([...sides.polite.problems, ...sides.impolite.problems], []);
    }
  });

  test('the answer to an offer of a connection that is gone is not taken for the answer to the next one', async () => {
    const { polite, impolite, clock } = await connected();
    polite.holding = true;
    impolite.pc.restartIce();
    await settle(); // the polite side's answer is under way
    const late = polite.held.find((signal) => signal.type === 'answer')!;
    polite.held = [];
    impolite.peer.close();
    impolite.fresh().begin(true);
    await settle();
    impolite.peer.signaled(late);
    await settle();
    assert.equal(impolite.pc.signalingState, 'have-local-offer');
    polite.release();
    await clock.advance(100);
    assert(polite.peer.isConnected && impolite.peer.isConnected);
  });

  test('who never answers is not called over and over', async () => {
    const { impolite, net, clock } = pair();
    impolite.other = undefined;
    impolite.peer.begin(false);
    await clock.advance(600_000);
    assert.equal(net.made.length, 1);
    assert.equal(impolite.pc.offers, 1);
  });

  test('the polite side calls when it is not called', async () => {
    const { polite, impolite, clock } = pair();
    polite.peer.begin(false);
    await clock.advance(1_900);
    assert.equal(polite.sent.length, 0);
    await clock.advance(200);
    assert(polite.peer.isConnected && impolite.peer.isConnected);
  });

  test('other tracks need no negotiation', async () => {
    const { impolite } = await connected();
    const screen = fakeTrack('video', 'screen');
    impolite.tracks = { audio: null, video: screen };
    impolite.peer.tracksChanged();
    await settle();
    assert.deepEqual(impolite.pc.transceivers.map((place) => place.sender.track), [null, screen]);
    assert.equal(impolite.pc.offers, 1);
  });

  test('sends as it is advised, on this peer connection and on the next one', async () => {
    const sides = await connected();
    const { impolite } = sides;
    const bitrates = (): unknown[] => impolite.pc.transceivers.map(({ sender }) => sender.parameters.encodings[0]!.maxBitrate);
    impolite.advice = { resolution: '360p', videoKbps: 200, audioKbps: 32 };
    impolite.peer.encode();
    await impolite.peer.settled();
    assert.deepEqual(bitrates(), [32_000, 200_000]);
    impolite.peer.close();
    impolite.fresh().begin(true);
    await sides.clock.advance(10_000);
    assert.deepEqual(bitrates(), [32_000, 200_000]);
    assert.deepEqual(impolite.problems, []);
  });

  test('over random schedules of breaks, reloads, restarts and delays both sides always meet again', async () => {
    const { seeded } = await import('./virtual-clock.js');
    for (let seed = 1; seed <= 60; seed++) {
      const random = seeded(seed);
      const sides = await connected();
      const both = [sides.polite, sides.impolite];
      for (let step = 0; step < 12; step++) {
        const side = both[Math.floor(random() * 2)]!;
        const what = random();
        if (what < 0.2) side.holding = true;
        else if (what < 0.4) side.release();
        else if (what < 0.55) side.pc?.become('failed');
        else if (what < 0.7) side.pc?.restartIce();
        else if (what < 0.8) {
          side.peer.close();
          side.held = [];
          side.fresh().begin(true);
        } else await sides.clock.advance(random() * 4_000);
        if (random() < 0.5) await settle();
      }
      for (const side of both) side.release();
      for (const side of both) side.peer.revive();
      await sides.clock.advance(120_000);
      assert(sides.polite.pc.fits(sides.impolite.pc) && sides.impolite.pc.fits(sides.polite.pc), `seed ${seed}`);
      assert(sides.polite.peer.isConnected && sides.impolite.peer.isConnected, `seed ${seed}`);
    }
  });
});
