import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { Heartbeat } from '../src/heartbeat.js';
import { Harness } from './harness.js';
import { VirtualClock } from './virtual-clock.js';

const LIMITS = { interval_ms: 1_000, background_interval_ms: 10_000, dead_after_ms: 1_700, background_dead_after_ms: 15_000 };

class Watched {
  readonly clock = new VirtualClock();
  readonly pings: { at: number; background: boolean }[] = [];
  deadAt: number | undefined;
  readonly begin = this.clock.now();
  /** The other side answers after this time, or not at all. */
  answersAfter: number | undefined = 50;
  readonly heart: Heartbeat;

  constructor(background = false) {
    const events = {
      ping: (inBackground: boolean) => {
        this.pings.push({ at: this.clock.now() - this.begin, background: inBackground });
        if (this.answersAfter !== undefined) this.clock.setTimeout(() => this.heart.heard(), this.answersAfter);
      },
      dead: () => (this.deadAt = this.clock.now() - this.begin),
    };
    this.heart = new Heartbeat(this.clock, LIMITS, events, background);
  }
}

describe('heartbeat', () => {
  test('an idle line is asked once in each interval and stays alive', async () => {
    const watched = new Watched();
    await watched.clock.advance(10_000);
    assert.equal(watched.deadAt, undefined);
    assert.equal(watched.pings.length, 10);
  });

  test('a frame goes out at least once in each interval, however much is heard', async () => {
    const watched = new Watched();
    for (let n = 0; n < 100; n++) {
      watched.heart.heard();
      await watched.clock.advance(100);
    }
    assert(watched.pings.length >= 9, `${watched.pings.length} pings`);
  });

  test('sending alone does not hide a dead line: it is asked, and declared dead under two seconds', async () => {
    const watched = new Watched();
    watched.answersAfter = undefined;
    for (let n = 0; n < 30 && watched.deadAt === undefined; n++) {
      watched.heart.sent();
      await watched.clock.advance(100);
    }
    assert.equal(watched.deadAt, 1_700);
    assert.equal(watched.pings.length, 1);
  });

  test('whenever the line dies, it is known within 1.7 s and an answer', async () => {
    for (let dies = 0; dies < 3_000; dies += 37) {
      const watched = new Watched();
      await watched.clock.advance(dies);
      watched.answersAfter = undefined;
      await watched.clock.advance(3_000);
      assert(watched.deadAt !== undefined && watched.deadAt - dies <= 1_750, `died at ${dies}, known at ${watched.deadAt}`);
    }
  });

  test('a slow line is not a dead one: answers that take 700 ms keep it alive', async () => {
    const watched = new Watched();
    watched.answersAfter = 700;
    await watched.clock.advance(60_000);
    assert.equal(watched.deadAt, undefined);
  });

  test('the background has its own limits, and a change is told at once', async () => {
    const watched = new Watched();
    await watched.clock.advance(500);
    watched.heart.setBackground(true);
    assert.deepEqual(watched.pings.at(-1), { at: 500, background: true });
    await watched.clock.advance(60_000);
    assert.equal(watched.pings.length, 7);
    watched.heart.setBackground(false);
    assert.equal(watched.pings.at(-1)?.background, false);
    watched.answersAfter = undefined;
    await watched.clock.advance(5_000);
    assert(watched.deadAt !== undefined && watched.deadAt <= 60_500 + 1_750);
  });

  test('a thread that slept asks before it declares the line dead, but only once', async () => {
    const watched = new Watched();
    await watched.clock.sleep(30_000);
    assert.equal(watched.deadAt, undefined);
    await watched.clock.advance(1_000);
    assert.equal(watched.deadAt, undefined);
    watched.answersAfter = undefined;
    await watched.clock.advance(100);
    await watched.clock.sleep(30_000);
    assert.equal(watched.deadAt, undefined);
    await watched.clock.sleep(30_000);
    assert(watched.deadAt !== undefined);
  });

  test('in a room: a silent line is given up within two seconds, shown, and replaced', async () => {
    const page = new Harness();
    const room = await page.join();
    await page.clock.advance(10_000);
    page.reachable = false;
    page.socket.cutSilently();
    await page.clock.advance(2_000);
    assert.equal(room.state.name, 'reconnecting');
    assert(page.states.some((state) => state.reason === 'silent'));
    page.reachable = true;
    page.server.say('meanwhile');
    await page.clock.advance(5_000);
    assert.equal(room.state.name, 'connected');
    assert.deepEqual(page.heard, ['meanwhile']);
  });

  test('in a room: the answer to a ping moves the cursor over messages for others', async () => {
    const page = new Harness();
    await page.join();
    page.server.append('offer', { sdp: '', type: 'offer', target_session_id: 's_other' }, 's_bob');
    await page.clock.advance(1_500);
    assert.equal(page.server.sessions[0]?.cursor, 1);
  });
});
