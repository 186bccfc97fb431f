import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { memoryStorage } from '../src/platform.js';
import { Harness } from './harness.js';
import { ModelServer } from './model-server.js';
import { seeded, VirtualClock } from './virtual-clock.js';

/** What one user saw over all lives of his page, and what was typed there. */
interface Seen {
  heard: string[];
  typed: string[];
  gaps: number;
}

/** Sends, losses of all kinds, reloads, refusals and repetitions, in an order that the seed decides. */
async function live(seed: number): Promise<{ seen: Seen; server: ModelServer }> {
  const random = seeded(seed);
  const server = new ModelServer();
  const storage = memoryStorage();
  const clock = new VirtualClock();
  const seen: Seen = { heard: [], typed: [], gaps: 0 };
  let life = 0;
  let page: Harness;
  const collect = (): void => {
    seen.heard.push(...page.heard);
    seen.gaps += page.recovered.filter((told) => told.truncated).length;
  };
  const load = async (): Promise<void> => {
    page = new Harness(server, storage, seed * 100 + ++life, clock);
    await page.join();
  };
  await load();
  for (let step = 0; step < 40; step++) {
    const what = random();
    if (what < 0.3) server.say(`bob ${server.sequence}`);
    else if (what < 0.55) seen.typed.push(page!.room.sendChat(`ada ${seen.typed.length}`) && `ada ${seen.typed.length}`);
    else if (what < 0.63) page!.socket.cut();
    else if (what < 0.7) page!.socket.cutSilently();
    else if (what < 0.75) page!.socket.onmessage = null;
    else if (what < 0.8) repeatSome(server, random);
    else if (what < 0.84) server.refuse = () => (random() < 0.5 ? { code: 'redis_unavailable', retry_after: 1 } : undefined);
    else if (what < 0.88) server.refuse = () => undefined;
    else if (what < 0.93 && page!.room.state.name === 'connected') {
      page!.vanish();
      collect();
      await load();
    } else await clock.advance(random() * 3_000);
    if (random() < 0.6) await clock.advance(random() * 20);
  }
  server.refuse = () => undefined;
  await clock.advance(60_000);
  assert.equal(page!.room.outboxSize, 0, `seed ${seed}: outbox`);
  collect();
  return { seen, server };
}

function repeatSome(server: ModelServer, random: () => number): void {
  const session = server.sessions[0]!;
  const from = Math.floor(random() * server.sequence);
  const again = server.log.slice(from).filter((message) => message.sender_session_id !== session.id);
  if (again.length > 0) server.tell(session, ...again);
}

describe('delivery', () => {
  test('over random schedules what is heard equals what was said, and what was typed is in the log once', async () => {
    for (let seed = 1; seed <= 150; seed++) {
      const { seen, server } = await live(seed);
      const said = server.log.filter((message) => message.sender_session_id === 's_bob').map((message) => message.payload['content']);
      const logged = server.log.filter((message) => message.sender_session_id !== 's_bob').map((message) => message.payload['content']);
      assert.deepEqual(seen.heard, said, `seed ${seed}: heard`);
      assert.deepEqual([...logged].sort(), [...seen.typed].sort(), `seed ${seed}: logged`);
      assert.equal(seen.gaps, 0, `seed ${seed}: gaps`);
    }
  });

  test('without refusals own messages are in the log in the order in which they were typed', async () => {
    const page = new Harness();
    await page.join();
    const typed = Array.from({ length: 60 }, (_, n) => `${n}`);
    for (const [n, text] of typed.entries()) {
      page.room.sendChat(text);
      if (n % 13 === 5) page.socket.cut();
      if (n % 7 === 3) await page.clock.advance(60);
    }
    await page.clock.advance(10_000);
    assert.deepEqual(page.server.log.map((message) => message.payload['content']), typed);
  });

  test('acknowledgements are cumulative: at once after joining, then at most every 32 messages or 250 ms', async () => {
    const page = new Harness();
    await page.join();
    const acks = (): number => page.server.received.filter((message) => message.type === 'ack').length;
    const first = acks();
    assert(first >= 1);
    await page.clock.advance(300);
    const before = acks();
    for (let n = 0; n < 64; n++) page.server.say(`${n}`);
    await page.clock.advance(0);
    assert.equal(acks() - before, 2);
    page.server.say('last');
    await page.clock.advance(240);
    assert.equal(acks() - before, 2);
    await page.clock.advance(20);
    assert.equal(acks() - before, 3);
    assert.equal(page.server.sessions[0]?.cursor, 65);
  });
});
