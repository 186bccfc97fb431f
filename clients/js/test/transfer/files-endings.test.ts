import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { CHUNK_BYTES } from '../../src/transfer/chunker.js';
import { HEADER_BYTES } from '../../src/transfer/frames.js';
import { accepted, assertArrived, BYTES, FILE, meeting, offered, sentDirectly, stateOf, underWay } from './files-harness.js';
import { MIB } from './transfer-harness.js';

/** Bytes of frames that are a whole chunk each, without their headers. */
function wholeChunks(frameBytes: number): number {
  return (frameBytes / (CHUNK_BYTES + HEADER_BYTES)) * CHUNK_BYTES;
}

describe('files that stop', () => {
  test('are paused and resumed by each side for itself', async () => {
    const { room, ada, bob, id } = await underWay({ percent: 20 });
    await ada.files.pause(id);
    await bob.files.pause(id);
    await room.pass(3_000);
    await room.until(() => stateOf(bob, id).bytes === wholeChunks(sentDirectly([...room.paths.values()]))); // what was on its way is here
    const still = stateOf(bob, id);
    assert.deepEqual([still.state, still.pausedBy, still.via], ['paused', ['sender', 'receiver'], undefined]);
    await ada.files.resume(id);
    await room.pass(5_000);
    assert.equal(stateOf(bob, id).bytes, still.bytes);
    await bob.files.resume(id);
    await room.until(() => bob.heard.includes('complete completed'));
    await assertArrived(bob, id);
  });

  test('that are paused by the server while one is away go on by themselves', async () => {
    const { room, ada, bob, id } = await underWay({ percent: 20 });
    room.server.system(id, true);
    await room.pass(3_000);
    assert.deepEqual(stateOf(ada, id).pausedBy, ['system']);
    room.server.system(id, false);
    await room.until(() => bob.heard.includes('complete completed'));
    await assertArrived(bob, id);
  });

  test('that are cancelled or rejected end on both sides', async () => {
    const { room, ada, bob } = meeting();
    const rejected = await offered(room, ada, bob);
    await bob.files.reject(rejected.id, 'not now');
    room.line = { bytesPerMs: 300 };
    const { id } = await accepted(room, ada, bob);
    await room.until(() => stateOf(bob, id).percent > 20);
    await ada.files.cancel(id);
    await room.until(() => bob.heard.filter((told) => told === 'ended cancelled').length === 2);
    assert.equal(ada.heard.filter((told) => told === 'ended cancelled').length, 2);
    assert.equal(await bob.disk.have.load(id), '');
    await assert.rejects(ada.files.pause(id), { code: 'invalid_transfer_state' });
    assert.throws(() => bob.files.received('nothing'), { code: 'transfer_not_found' });
  });

  test('that change under the sender fail for both, with the reason', async () => {
    const { room, ada, bob } = meeting();
    room.line = { bytesPerMs: 300 };
    const changing = BYTES.slice();
    const made = await offered(room, ada, bob, { ...FILE, read: async (at, length) => changing.slice(at, at + length) });
    await room.until(() => stateOf(ada, made.id).prepared === 1);
    changing.fill(7, 2 * MIB);
    await bob.files.accept(made.id);
    await room.until(() => bob.heard.includes('ended failed'));
    assert.equal(stateOf(bob, made.id).error, 'source_changed');
    assert.deepEqual(ada.problems, ['source_changed']);
  });
});
