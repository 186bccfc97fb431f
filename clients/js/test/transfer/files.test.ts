import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { CHUNK_BYTES } from '../../src/transfer/chunker.js';
import { memoryDisk } from '../../src/transfer/disk.js';
import { sameBytes } from '../../src/transfer/digest.js';
import type { FileTransfer } from '../../src/transfer/file-types.js';
import { HEADER_BYTES } from '../../src/transfer/frames.js';
import { bytesSource } from '../../src/transfer/source.js';
import { Meeting, Page } from './files-harness.js';
import type { MemoryPath } from './memory-path.js';
import { MIB, randomBytes } from './transfer-harness.js';

const BYTES = randomBytes(3 * MIB + 77);
const FILE = bytesSource('report.pdf', BYTES, { type: 'application/pdf' });

function meeting(): { room: Meeting; ada: Page; bob: Page } {
  const room = new Meeting();
  const ada = new Page(room, 'u-ada', 's_ada');
  const bob = new Page(room, 'u-bob', 's_bob');
  room.present();
  return { room, ada, bob };
}

async function offered(room: Meeting, ada: Page, bob: Page, file = FILE): Promise<FileTransfer> {
  const [made] = await ada.files.offer(file, { to: 'u-bob', message: 'have a look' });
  await room.until(() => bob.files.list().some(({ id }) => id === made!.id));
  return made!;
}

async function accepted(room: Meeting, ada: Page, bob: Page): Promise<FileTransfer> {
  const made = await offered(room, ada, bob);
  return bob.files.accept(made.id);
}

const stateOf = (page: Page, id: string): FileTransfer => page.files.list().find((each) => each.id === id)!;

/** With the headers of frames. */
function sentDirectly(paths: readonly MemoryPath[]): number {
  return paths.flatMap((path) => [...path.lanes, ...path.far.lanes]).reduce((sum, lane) => sum + lane.sentBytes, 0);
}

/** Without them, of frames that are a whole chunk each. */
function wholeChunks(frameBytes: number): number {
  return (frameBytes / (CHUNK_BYTES + HEADER_BYTES)) * CHUNK_BYTES;
}

async function assertArrived(page: Page, id: string, bytes = BYTES, file = 0): Promise<void> {
  const received = page.files.received(id)[file]!;
  assert(sameBytes(new Uint8Array(await (await received.blob()).arrayBuffer()), bytes));
}

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
    const { room, ada, bob } = meeting();
    room.line = { bytesPerMs: 300 };
    const { id } = await accepted(room, ada, bob);
    await room.until(() => stateOf(bob, id).percent > 40);
    room.cutAll();
    await room.until(() => bob.heard.includes('complete completed'));
    await assertArrived(bob, id);
    assert(room.server.uploadedBytes < 0.65 * BYTES.length, `${room.server.uploadedBytes} of ${BYTES.length}`);
  });

  test('send through the server nothing that the receiver has said to have, though it has not told the server yet', async () => {
    const { room, ada, bob } = meeting();
    room.line = { bytesPerMs: 3_000 };
    const { id } = await accepted(room, ada, bob);
    await room.until(() => stateOf(ada, id).percent > 40);
    const { bytes } = stateOf(ada, id);
    room.cutAll();
    room.vanish(bob);
    await room.until(() => stateOf(ada, id).percent === 100);
    const later = new Page(room, 'u-bob', 's_bob', bob.disk);
    room.present();
    await later.files.takeUp();
    await room.until(() => later.heard.includes('complete completed'));
    await assertArrived(later, id);
    assert(room.server.uploadedBytes <= BYTES.length - bytes, `${room.server.uploadedBytes} of ${BYTES.length}, ${bytes} were there`);
  });

  test('that the server took while the receiver was loaded anew come from there, though the direct path is back, and are not sent again', async () => {
    const { room, ada, bob } = meeting();
    room.line = { bytesPerMs: 300 };
    const { id } = await accepted(room, ada, bob);
    await room.until(() => stateOf(ada, id).percent > 40);
    const paths = [...room.paths.values()];
    room.cutAll();
    room.vanish(bob);
    await room.until(() => stateOf(ada, id).percent === 100);
    room.direct = true;
    const later = new Page(room, 'u-bob', 's_bob', bob.disk);
    room.present();
    await later.files.takeUp();
    await room.until(() => later.heard.includes('complete completed'));
    await assertArrived(later, id);
    assert.equal(stateOf(ada, id).state, 'completed');
    paths.push(...room.paths.values());
    const sent = sentDirectly(paths) + room.server.uploadedBytes;
    assert(sent <= 1.01 * BYTES.length + 524_288, `${sent} for ${BYTES.length}`); // what had been on its way, once more
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

  test('of a whole room that drops at once all go on when it is back, with little more than what was missing', async () => {
    const room = new Meeting();
    room.line = { bytesPerMs: 300 };
    const users = ['u-ada', 'u-bob', 'u-eve'];
    const pages = users.map((user) => new Page(room, user, `s_${user}`));
    room.present();
    const sent = await Promise.all(
      pages.map(async (page, i) => {
        const bytes = randomBytes(3 * MIB, i + 1);
        const file = bytesSource(`${i}.bin`, bytes);
        const [made] = await page.files.offer(file, { to: users[(i + 1) % 3]! });
        return { id: made!.id, bytes, file, to: (i + 1) % 3 };
      }),
    );
    await room.until(() => sent.every(({ id, to }) => pages[to]!.files.list().some((each) => each.id === id)));
    for (const { id, to } of sent) await pages[to]!.files.accept(id);
    await room.until(() => sent.every(({ id, to }) => stateOf(pages[to]!, id).percent > 30));
    const paths = [...room.paths.values()];
    room.cutAll();
    for (const page of pages) room.vanish(page);
    await room.pass(5_000);
    room.direct = true;
    const back = pages.map(({ userId, sessionId, disk }) => new Page(room, userId, sessionId, disk));
    room.present();
    await Promise.all(back.map((page) => page.files.takeUp()));
    await Promise.all(sent.map(({ id, file }, i) => back[i]!.files.provide(id, file)));
    await room.until(() => sent.every(({ id, to }) => stateOf(back[to]!, id).state === 'completed'));
    for (const { id, bytes, to } of sent) await assertArrived(back[to]!, id, bytes);
    paths.push(...room.paths.values());
    const more = sentDirectly(paths) + room.server.uploadedBytes - sent.length * 3 * MIB;
    assert(more <= 3 * (524_288 + 65_536), `${more} sent again`); // a window each
  });

  test('that the receiver has lost although it had them go through the server again', async () => {
    const { room, ada, bob } = meeting();
    room.line = { bytesPerMs: 300 };
    const { id } = await accepted(room, ada, bob);
    await room.until(() => stateOf(ada, id).percent > 40);
    room.cutAll();
    room.vanish(bob);
    const later = new Page(room, 'u-bob', 's_bob', memoryDisk());
    room.present();
    await later.files.takeUp();
    await room.until(() => later.heard.includes('complete completed'));
    await assertArrived(later, id);
  });

  test('go through the server while the direct path is silent, and directly again as soon as it is back', async () => {
    const { room, ada, bob } = meeting();
    room.line = { bytesPerMs: 100 };
    const { id } = await accepted(room, ada, bob);
    await room.until(() => stateOf(bob, id).percent > 20);
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

  test('are stored for somebody who is away before he accepts, so that nobody needs to be there when he does', async () => {
    const { room, ada, bob } = meeting();
    const { id } = await offered(room, ada, bob);
    await room.pass(10_000);
    assert.equal(room.server.uploadedBytes, 0);
    room.vanish(bob);
    await room.until(() => stateOf(ada, id).percent === 100);
    room.vanish(ada);
    const later = new Page(room, 'u-bob', 's_bob', bob.disk);
    await later.files.takeUp();
    await later.files.accept(id);
    await room.until(() => later.heard.includes('complete completed'));
    await assertArrived(later, id);
  });

  test('wait at the server for somebody who is away', async () => {
    const { room, ada, bob } = meeting();
    const { id } = await accepted(room, ada, bob);
    room.vanish(bob);
    room.cutAll();
    await room.until(() => stateOf(ada, id).percent === 100);
    room.vanish(ada);
    const later = new Page(room, 'u-bob', 's_bob', bob.disk);
    await later.files.takeUp();
    await room.until(() => later.heard.includes('complete completed'));
    await assertArrived(later, id);
  });

  test('are taken up by a page that was loaded anew, on either side', async () => {
    const { room, ada, bob } = meeting();
    room.line = { bytesPerMs: 300 };
    const { id } = await accepted(room, ada, bob);
    await room.until(() => stateOf(bob, id).percent > 40);
    room.vanish(bob);
    room.vanish(ada);
    room.paths.clear();
    const bobAgain = new Page(room, 'u-bob', 's_bob', bob.disk);
    const adaAgain = new Page(room, 'u-ada', 's_ada');
    room.present();
    await Promise.all([bobAgain.files.takeUp(), adaAgain.files.takeUp()]);
    assert(stateOf(adaAgain, id).needsFiles);
    await assert.rejects(adaAgain.files.provide(id, bytesSource('report.pdf', BYTES.map((byte) => byte ^ 1))), { code: 'files_differ' });
    await assert.rejects(adaAgain.files.provide(id, bytesSource('report.pdf', BYTES.slice(1))), { code: 'files_differ' });
    await adaAgain.files.provide(id, bytesSource('renamed.pdf', BYTES, { modifiedAt: '2026-11-21T12:00:00Z' }));
    await room.until(() => bobAgain.heard.includes('complete completed'));
    await assertArrived(bobAgain, id);
  });

  test('that have arrived are still there when the page is loaded anew, until they are discarded', async () => {
    const { room, ada, bob } = meeting();
    const { id } = await accepted(room, ada, bob);
    await room.until(() => bob.heard.includes('complete completed'));
    room.vanish(bob);
    const again = new Page(room, 'u-bob', 's_bob', bob.disk);
    await again.files.takeUp();
    await room.until(() => again.files.received(id).length === 1);
    await assertArrived(again, id);
    await again.files.discard(id);
    assert.equal(await bob.disk.have.load(id), '');
    assert.deepEqual(again.problems, []);
  });

  test('that are over for long are swept from the disk, those that the server knows are not', async () => {
    const { room, ada, bob } = meeting();
    const { id } = await accepted(room, ada, bob);
    await room.until(() => bob.heard.includes('complete completed'));
    const swept: string[][] = [];
    const disk = { ...bob.disk, sweep: async (known: ReadonlySet<string>) => void swept.push([...known]) };
    await new Page(room, 'u-bob', 's_bob', disk).files.takeUp();
    assert.deepEqual(swept, [[id]]);
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

  test('are paused and resumed by each side for itself', async () => {
    const { room, ada, bob } = meeting();
    room.line = { bytesPerMs: 300 };
    const { id } = await accepted(room, ada, bob);
    await room.until(() => stateOf(bob, id).percent > 20);
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
    const { room, ada, bob } = meeting();
    room.line = { bytesPerMs: 300 };
    const { id } = await accepted(room, ada, bob);
    await room.until(() => stateOf(bob, id).percent > 20);
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

  test('go on with another device of the same user by a code', async () => {
    const { room, ada, bob } = meeting();
    room.line = { bytesPerMs: 300 };
    const { id } = await accepted(room, ada, bob);
    await room.until(() => stateOf(bob, id).percent > 20);
    const { code } = await bob.files.recoveryCode(id);
    const phone = new Page(room, 'u-bob', 's_phone');
    room.present();
    await assert.rejects(ada.files.recover('guessed'), { code: 'recovery_code_invalid' });
    await phone.files.recover(code);
    await room.until(() => phone.heard.includes('complete completed'));
    await assertArrived(phone, id);
    assert.deepEqual(bob.files.list().map(({ elsewhere }) => elsewhere), [true]);
    assert.equal(await bob.disk.have.load(id), '');
    await assert.rejects(phone.files.recover(code), { code: 'recovery_code_invalid' });
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
