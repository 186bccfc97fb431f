import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { Harness } from './harness.js';


async function joined(): Promise<Harness> {
  const page = new Harness();
  page.server.returnTickets = true;
  await page.join();
  await page.clock.advance(2_000);
  page.server.shown = [];
  page.server.asked = [];
  return page;
}

/** The kind of each ticket that was shown: asked for (t) or given for the return (r). */
function shown({ server }: Harness): string {
  return server.shown.map((ticket) => ticket[0]).join('');
}

function ticketsAskedFor({ server }: Harness): number {
  return server.asked.filter((call) => call.endsWith('/tickets')).length;
}

describe('a ticket for the return', () => {
  test('is shown at once, and nothing is asked for', async () => {
    const page = await joined();
    for (let i = 0; i < 3; i++) {
      page.socket.cut();
      await page.clock.advance(200);
      assert.equal(page.room.state.name, 'connected');
      await page.clock.advance(2_000);
    }
    assert.equal(shown(page), 'rrr');
    assert.equal(new Set(page.server.shown).size, 3);
    assert.equal(ticketsAskedFor(page), 0);
  });

  test('that does not count any more is followed by one that is asked for', async () => {
    const page = await joined();
    page.server.forgetTickets();
    page.socket.cut();
    await page.clock.advance(500);
    assert.equal(page.room.state.name, 'connected');
    assert.equal(shown(page), 'rt');
  });

  test('is tried again when nobody was reached with it', async () => {
    const kinds = new Set<string>();
    for (let outageMs = 200; outageMs <= 2_000; outageMs += 200) {
      const page = await joined();
      page.reachable = false;
      page.socket.cut();
      await page.clock.advance(outageMs);
      assert.equal(shown(page), '');
      page.reachable = true;
      await page.clock.advance(10_000);
      assert.equal(page.room.state.name, 'connected');
      kinds.add(shown(page));
    }
    assert.deepEqual([...kinds].sort(), ['r', 't']);
  });

  test('is not shown twice where a socket was opened with it', async () => {
    const page = await joined();
    page.server.door = 'queue';
    page.socket.cut();
    await page.clock.advance(200);
    page.socket.cut();
    await page.clock.advance(1_000);
    page.server.admit();
    await page.clock.advance(1_000);
    assert.equal(page.room.state.name, 'connected');
    assert.equal(shown(page).replace(/t+$/, ''), 'r');
  });

  test('ends with the proof of who we are', async () => {
    const page = await joined();
    await page.clock.advance(3_540_000);
    page.server.shown = [];
    page.socket.cut();
    await page.clock.advance(200);
    assert.equal(page.room.state.name, 'connected');
    assert.equal(shown(page), 'r', 'the token was renewed meanwhile, and the ticket with it');
  });

  test('is no need: an older server gives none', async () => {
    const page = new Harness();
    await page.join();
    await page.clock.advance(2_000);
    page.socket.cut();
    await page.clock.advance(200);
    assert.equal(page.room.state.name, 'connected');
    assert.equal(shown(page), 'tt');
  });
});
