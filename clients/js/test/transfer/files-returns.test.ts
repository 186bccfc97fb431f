import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { Problem } from '../../src/problem.js';
import { memoryDisk } from '../../src/transfer/disk.js';
import { bytesSource, type FileSource } from '../../src/transfer/source.js';
import { accepted, assertArrived, BYTES, FILE, Meeting, meeting, offered, Page, sentDirectly, stateOf, underWay } from './files-harness.js';
import { MIB, randomBytes } from './transfer-harness.js';

describe('files whose pages come and go', () => {
  test('send through the server nothing that the receiver has said to have, though it has not told the server yet', async () => {
    const { room, ada, bob, id } = await underWay({ bytesPerMs: 3_000 });
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
    const { room, ada, bob, id } = await underWay();
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

  test('are found again though the server is away at that moment', async () => {
    const { room, bob, id, load } = await senderGone();
    const later = load(async () => [FILE]);
    const { rest } = later.files.ports;
    const ask = rest.manifest.bind(rest);
    let asked = 0;
    rest.manifest = (transferId) => {
      room.server.reachable = (asked += 1) > 1;
      return ask(transferId);
    };
    await later.files.takeUp();
    await room.until(() => later.heard.includes('complete completed'));
    await assertArrived(bob, id);
  });

  test('are found again, once, though the server has told of them before it lists them', async () => {
    const { room, bob, id, load } = await senderGone();
    let found = 0;
    const later = load(async () => {
      found += 1;
      return [FILE];
    });
    room.server.system(id, true);
    await Promise.all([later.files.takeUp(), later.files.takeUp()]);
    room.server.system(id, false);
    await room.until(() => later.heard.includes('complete completed'));
    await assertArrived(bob, id);
    assert.equal(found, 1);
  });

  test('that cannot be found again have to be given, and it is said why unless the browser only wants to be asked', async () => {
    const { room, bob, id, load } = await senderGone();
    const reasons: unknown[] = [
      new DOMException('not without asking', 'NotAllowedError'),
      new DOMException('no such file', 'NotFoundError'),
      new Problem('files_differ', 'another'),
    ];
    const later = load(() => Promise.reject(reasons.shift()));
    while (reasons.length > 0) {
      await later.files.takeUp();
      await room.until(() => later.heard.at(-1) === 'changed active');
      later.heard.length = 0;
    }
    assert(stateOf(later, id).needsFiles);
    assert.deepEqual(later.problems, ['unreadable', 'files_differ']);
    await later.files.provide(id, FILE);
    await room.until(() => later.heard.includes('complete completed'));
    await assertArrived(bob, id);
  });

  test('that the receiver has lost although it had them go through the server again', async () => {
    const { room, bob, id } = await underWay();
    room.cutAll();
    room.vanish(bob);
    const later = new Page(room, 'u-bob', 's_bob', memoryDisk());
    room.present();
    await later.files.takeUp();
    await room.until(() => later.heard.includes('complete completed'));
    await assertArrived(later, id);
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
    const { room, ada, bob, id } = await underWay();
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

  test('go on with another device of the same user by a code', async () => {
    const { room, ada, bob, id } = await underWay({ percent: 20 });
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
});

/** The sender's page goes in the middle, and comes again in a browser that finds the file. */
async function senderGone(): Promise<{ room: Meeting; bob: Page; id: string; load: (find: () => Promise<FileSource[]>) => Page }> {
  const { room, ada, bob, id } = await underWay();
  room.cutAll();
  room.vanish(ada);
  room.direct = true;
  const load = (find: () => Promise<FileSource[]>): Page => {
    const sources = { load: find, save: async () => undefined, remove: async () => undefined };
    const later = new Page(room, 'u-ada', 's_ada', { ...memoryDisk(), sources });
    room.present();
    return later;
  };
  return { room, bob, id, load };
}
