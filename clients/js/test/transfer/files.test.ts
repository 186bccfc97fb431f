import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { memoryDisk } from '../../src/transfer/disk.js';
import { bytesSource } from '../../src/transfer/source.js';
import { accepted, assertArrived, BYTES, FILE, meeting, offered, Page, stateOf } from './files-harness.js';
import { MIB, randomBytes } from './transfer-harness.js';

describe('files of a room', () => {
  test('go over directly as soon as they are accepted, and both sides are told', async () => {
    const { room, ada, bob } = meeting();
    const made = await offered(room, ada, bob);
    const shown = stateOf(bob, made.id);
    assert.deepEqual([shown.direction, shown.filename, shown.sizeBytes, shown.message, shown.state], ['in', 'report.pdf', BYTES.length, 'have a look', 'pending']);
    await bob.files.accept(made.id);
    await room.until(() => bob.heard.includes('complete completed') && ada.heard.includes('complete completed'));
    await assertArrived(bob, made.id);
    assert.equal(bob.files.received(made.id)[0]!.path, 'report.pdf');
    assert.equal(room.server.uploadedBytes, 0);
    assert.equal(stateOf(ada, made.id).percent, 100);
    for (const page of [ada, bob]) {
      assert.equal(page.heard.filter((told) => told === 'complete completed').length, 1);
      assert.deepEqual(page.problems, []);
    }
  });

  test('are offered once, though what is heard of them first is something else', async () => {
    const { room, ada, bob } = meeting();
    const made = await offered(room, ada, bob);
    const later = new Page(room, 'u-bob', 's_bob');
    room.server.told('file-share-progress', room.server.wire(made.id));
    await later.files.takeUp();
    assert.deepEqual(later.heard, ['offer pending']);
  });

  test('of a folder go to everybody, and through the server only once', async () => {
    const { room, ada, bob } = meeting();
    const eve = new Page(room, 'u-eve', 's_eve');
    room.direct = false;
    room.present();
    const files = [bytesSource('plans/a.txt', randomBytes(100_000)), bytesSource('plans/deep/b.txt', randomBytes(MIB, 2)), bytesSource('plans/empty', new Uint8Array(0))];
    const made = await ada.files.offer(files, { to: '*' });
    assert.deepEqual(made.map(({ filename, fileCount, receiverId }) => [filename, fileCount, receiverId]), [['plans', 3, 'u-bob'], ['plans', 3, 'u-eve']]);
    await room.until(() => bob.files.list().length === 1 && eve.files.list().length === 1);
    await bob.files.accept(made[0]!.id);
    await eve.files.accept(made[1]!.id);
    await room.until(() => bob.heard.includes('complete completed') && eve.heard.includes('complete completed'));
    for (const [page, { id }] of [[bob, made[0]!], [eve, made[1]!]] as const) {
      assert.deepEqual(page.files.received(id).map(({ path }) => path), ['plans/a.txt', 'plans/deep/b.txt', 'plans/empty']);
      await assertArrived(page, id, randomBytes(MIB, 2), 1);
    }
    assert(room.server.uploadedBytes <= 100_000 + MIB, `${room.server.uploadedBytes}`);
  });

  test('of which the receiver has an earlier version cost only what is new', async () => {
    const { room, ada, bob } = meeting();
    const edited = new Uint8Array(BYTES.length + 9);
    edited.set(BYTES.subarray(0, MIB));
    edited.set(BYTES.subarray(MIB), MIB + 9);
    const [made] = await ada.files.offer(bytesSource('report.pdf', edited), { to: 'u-bob', chunking: 'content-defined' });
    await room.until(() => bob.files.list().length === 1);
    await bob.files.accept(made!.id, { earlier: [FILE] });
    await room.until(() => bob.heard.includes('complete completed'));
    await assertArrived(bob, made!.id, edited);
    const [path] = [...room.paths.values()];
    const sent = (path?.lanes[0]!.sentBytes ?? 0) + (path?.lanes[0]!.other.sentBytes ?? 0);
    assert(sent < 600_000, `${sent} bytes`);
    for (const page of [ada, bob]) assert(stateOf(page, made!.id).sparedBytes > edited.length - 600_000);
  });

  test('tell of their progress at most four times a second, with speed and time left', async () => {
    const { room, ada, bob } = meeting();
    room.line = { bytesPerMs: 300 };
    const { id } = await accepted(room, ada, bob);
    await room.until(() => stateOf(bob, id).percent > 1);
    const before = bob.progress;
    await room.pass(5_000);
    assert(bob.progress - before <= 21 && bob.progress - before >= 10, `${bob.progress - before}`);
    const { bytesPerSecond, secondsLeft } = stateOf(bob, id);
    assert(bytesPerSecond! > 100_000 && bytesPerSecond! < 400_000 && secondsLeft! > 0, `${bytesPerSecond} ${secondsLeft}`);
  });

  test('need something to be offered', async () => {
    const { ada } = meeting();
    await assert.rejects(ada.files.offer([], { to: '*' }), { code: 'validation_error' });
    assert(memoryDisk() !== memoryDisk());
  });
});
