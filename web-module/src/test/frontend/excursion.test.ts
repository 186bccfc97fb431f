import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import './browser.js';
import { enter, FakeRoom, settled } from './fake-room.js';
import type { BreakoutRoom } from '@holdline/client';
import type { Call } from '../../main/frontend/src/call.js';
import { Excursion } from '../../main/frontend/src/excursion.js';

const GREEN: BreakoutRoom = { id: 'b1', roomId: 'standup--breakout-b1', name: 'Green', open: true, autoMoveBack: true };

/** Somebody in a room, and in a breakout room of it; `shown` says which rooms the page showed, one after the other. */
async function inGreen() {
  const [mainRoom, greenRoom] = [new FakeRoom(), new FakeRoom()];
  const main = await enter(mainRoom);
  const shown: string[] = [];
  let green: Call | undefined;
  const excursion = new Excursion({
    enter: async () => (green = await enter(greenRoom)),
    show: (_, inside) => shown.push(inside === undefined ? 'main' : 'green'),
  });
  main.store.watch(({ breakouts: { destination } }) => excursion.follow(main, destination));
  main.goTo(GREEN);
  await settled();
  await settled();
  assert.deepEqual(shown, ['green']);
  return { main, mainRoom, green: green as unknown as Call, greenRoom, shown };
}

describe('a stay in a breakout room', () => {
  test('ends in the main room when the person comes back', async () => {
    const { main, mainRoom, green, shown } = await inGreen();
    assert.equal(mainRoom.media.audio, false);
    await green.leave();
    await settled();
    assert.deepEqual(shown, ['green', 'main']);
    assert.equal(mainRoom.media.audio, true);
    assert.equal(main.store.state.breakouts.destination, undefined);
  });

  test('ends in the main room when the breakout room is closed before the main room tells so', async () => {
    const { greenRoom, shown } = await inGreen();
    greenRoom.tell('state', { name: 'closed', since: new Date(), reason: 'room_closed' });
    await settled();
    assert.deepEqual(shown, ['green', 'main']);
  });

  test('ends in the main room when that calls back, and only once', async () => {
    const { main, shown } = await inGreen();
    main.goTo(undefined);
    await settled();
    assert.deepEqual(shown, ['green', 'main']);
  });

  test('can begin anew after it ended', async () => {
    const { main, green, shown } = await inGreen();
    await green.leave();
    await settled();
    main.goTo(GREEN);
    await settled();
    await settled();
    assert.deepEqual(shown, ['green', 'main', 'green']);
  });
});
