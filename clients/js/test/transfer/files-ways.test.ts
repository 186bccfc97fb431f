import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { accepted, assertArrived, BYTES, meeting, Page, stateOf, underWay } from './files-harness.js';

describe('files on their way', () => {
  test('go through the server when no direct path comes up, and directly again when it does', async () => {
    const { room, ada, bob } = meeting();
    room.direct = false;
    room.line = { bytesPerMs: 300 };
    const { id } = await accepted(room, ada, bob);
    await room.until(() => stateOf(ada, id).via === 'relay' && room.server.uploadedBytes > 0);
    room.direct = true;
    room.present();
    await room.until(() => bob.heard.includes('complete completed'));
    await assertArrived(bob, id);
    await room.until(() => ada.heard.includes('complete completed'));
  });

  test('go on through the server after the direct path was lost for good, without starting again', async () => {
    const { room, bob, id } = await underWay();
    room.cutAll();
    await room.until(() => bob.heard.includes('complete completed'));
    await assertArrived(bob, id);
    assert(room.server.uploadedBytes < 0.65 * BYTES.length, `${room.server.uploadedBytes} of ${BYTES.length}`);
  });

  test('of which the server has a part that it does not hand out come directly', async () => {
    const { room, ada, bob } = meeting();
    room.server.withholds = true;
    room.line = { bytesPerMs: 300 };
    const { id } = await accepted(room, ada, bob);
    await room.until(() => stateOf(ada, id).percent > 40);
    room.cutAll();
    room.vanish(bob);
    await room.until(() => stateOf(ada, id).percent === 100);
    room.direct = true;
    const later = new Page(room, 'u-bob', 's_bob', bob.disk);
    room.present();
    await later.files.takeUp();
    await room.until(() => later.heard.includes('complete completed'));
    await assertArrived(later, id);
  });

  test('go through the server while the direct path is silent, and directly again as soon as it is back', async () => {
    const { room, ada, bob, id } = await underWay({ percent: 20, bytesPerMs: 100 });
    const ways: unknown[] = [];
    const thaw = room.freeze();
    ada.files.on('file-changed', ({ via, state }) => {
      if (state === 'active') ways.push(via);
      if (via === 'relay') queueMicrotask(thaw); // before anything can have gone through the server
    });
    await room.until(() => bob.heard.includes('complete completed'));
    assert.deepEqual(ways, ['relay', 'direct']);
    await assertArrived(bob, id);
  });

  test('survive a server that is away for a while', async () => {
    const { room, ada, bob } = meeting();
    room.direct = false;
    const { id } = await accepted(room, ada, bob);
    await room.until(() => room.server.uploadedBytes > 0);
    room.server.reachable = false;
    await room.clock.advance(30_000);
    room.server.reachable = true;
    await room.until(() => bob.heard.includes('complete completed'));
    await assertArrived(bob, id);
  });

  test('are not taken from a server that keeps them damaged', async () => {
    const { room, ada, bob } = meeting();
    room.direct = false;
    room.server.damage = (bytes) => bytes.map((byte, i) => (i === 9 ? byte ^ 1 : byte));
    const { id } = await accepted(room, ada, bob);
    await room.until(() => bob.heard.includes('ended failed'));
    assert.equal(stateOf(ada, id).error, 'digest_mismatch');
    assert.deepEqual(bob.files.received(id), []);
  });

  test('go through the server three seconds after a path has gone dead without a word, and directly again when it is back', async () => {
    const { room, ada, bob, id } = await underWay({ percent: 20, bytesPerMs: 100 });
    const thaw = room.freeze({ told: false });
    room.server.reachable = false; // or nothing would be left for the direct path
    const cut = room.clock.now();
    await room.until(() => [ada, bob].every((page) => stateOf(page, id).via === 'relay'), 4_000);
    assert(room.clock.now() - cut >= 2_500);
    thaw();
    await room.until(() => [ada, bob].every((page) => stateOf(page, id).via === 'direct'), 2_000);
    room.server.reachable = true;
    await room.until(() => bob.heard.includes('complete completed'));
    await assertArrived(bob, id);
  });

  test('stay on a path on which a chunk takes four seconds', async () => {
    const { room, ada, bob, id } = await underWay({ percent: 2, bytesPerMs: 16 });
    const ways: unknown[] = [];
    for (const page of [ada, bob]) page.files.on('file-changed', ({ via }) => ways.push(via));
    await room.pass(20_000);
    assert(stateOf(ada, id).percent < 30);
    assert.deepEqual([ways, room.server.uploadedBytes], [[], 0]);
  });
});
