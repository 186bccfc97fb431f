import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { Problem } from '../../src/problem.js';
import { assertWhole, CUTS, idOf, LARGE, MIB, one } from './transfer-harness.js';

describe('a faulty way', () => {
  test('that damages chunks has them sent again, and only them', async () => {
    const sent = await one();
    const path = sent.connect();
    let messages = 0;
    path.lanes[0]!.fault = (message) => {
      if (++messages % 20 !== 0) return [message];
      const flipped = message.slice();
      flipped[100]! ^= 1;
      return [flipped];
    };
    await sent.untilComplete();
    await assertWhole(sent);
    assert(sent.receiver.counted.damaged > 0);
    assert.equal(sent.sender.counted.again, sent.receiver.counted.damaged);
  });

  test('that doubles messages changes nothing', async () => {
    const sent = await one({ cut: CUTS.byContent });
    const path = sent.connect();
    path.lanes[0]!.fault = (message) => [message, message];
    path.control.fault = path.control.other.fault = (message) => [message, message];
    await sent.untilComplete();
    await assertWhole(sent);
    assert.equal(sent.sentBytes, LARGE.length);
    assert(sent.receiver.counted.doubled > 0);
  });

  test('that brings what is no frame loses its channel, and the others do its work', async () => {
    const sent = await one();
    const path = sent.connect({ lanes: 2, bytesPerMs: 2_000 });
    await sent.untilHeld(0.2);
    path.lanes[0]!.send(new Uint8Array(200));
    await sent.untilComplete();
    await assertWhole(sent);
    assert(!path.lanes[0]!.open && path.lanes[1]!.open);
  });

  test('that says nonsense on the control channel is not listened to', async () => {
    const sent = await one();
    const path = sent.connect();
    for (const nonsense of ['{', `{"type":"ack","transfer":"${sent.id}","received":"9999999","window":1}`, `{"type":"done","transfer":"${idOf(9)}"}`]) {
      path.control.other.send(nonsense);
    }
    await sent.untilComplete();
    await assertWhole(sent);
  });

  test('that damages the same chunk for ever ends the transfer, and nobody believes that it is whole', async () => {
    const sent = await one();
    const path = sent.connect();
    path.lanes[0]!.fault = (message) => {
      const flipped = message.slice();
      if (new DataView(message.buffer).getUint32(24) === 7) flipped[100]! ^= 1;
      return [flipped];
    };
    await sent.until(() => sent.outcomes.includes('sender digest_mismatch'));
    assert(!sent.outcomes.includes('complete'));
  });
});

describe('the ends', () => {
  test('a file that changes midway is told from a damaged way', async () => {
    const sent = await one();
    const changing = LARGE.slice();
    sent.sources = [{ ...sent.sources[0]!, read: async (offset, length) => changing.subarray(offset, offset + length) }];
    sent.openSender();
    sent.connect({ bytesPerMs: 2_000 });
    await sent.untilHeld(0.3);
    changing.fill(0, 4 * MIB);
    await sent.until(() => sent.outcomes.length > 0);
    assert.deepEqual(sent.outcomes, ['sender source_changed']);
  });

  test('a file that became shorter or cannot be read any more ends the transfer', async () => {
    for (const [read, code] of [
      [async () => new Uint8Array(5), 'source_changed'],
      [async () => Promise.reject(new Error('gone')), 'unreadable'],
    ] as const) {
      const sent = await one();
      sent.sources = [{ ...sent.sources[0]!, read }];
      sent.openSender();
      sent.connect();
      await sent.until(() => sent.outcomes.length > 0);
      assert.deepEqual(sent.outcomes, [`sender ${code}`]);
    }
  });

  test('a disk that is full ends the transfer, and what it took stays', async () => {
    const sent = await one();
    const { staging } = sent;
    let room = 2 * MIB;
    sent.staging = {
      ...staging,
      write: async (at, bytes) => {
        if ((room -= bytes.length) < 0) throw new Problem('disk_full', 'full');
        await staging.write(at, bytes);
      },
    };
    await sent.openReceiver();
    sent.connect();
    await sent.until(() => sent.outcomes.length > 0);
    assert.deepEqual(sent.outcomes, ['receiver disk_full']);
    await sent.clock.advance(10_000);
    assert(sent.sentBytes < 4 * MIB);
    assert(sent.manifest.bytesOf(sent.receiver.held) <= 2 * MIB);
  });

  test('a disk that forgets what it took is found out, and it is fetched again', async () => {
    const sent = await one();
    const { staging } = sent;
    let forgotten = false;
    sent.staging = {
      ...staging,
      write: async (at, bytes) => {
        const damaged = at > 3 * MIB && !forgotten;
        forgotten ||= damaged;
        await staging.write(at, damaged ? bytes.fill(0, 0, 65_536) : bytes);
      },
    };
    await sent.openReceiver();
    sent.connect();
    await sent.untilComplete();
    await assertWhole(sent);
    assert.equal(sent.receiver.counted.damaged, 65_536);
  });

  test('a disk that never keeps what it took ends the transfer', async () => {
    const sent = await one();
    const { staging } = sent;
    sent.staging = { ...staging, write: async (at, bytes) => staging.write(at, at > 3 * MIB ? bytes.fill(0, 0, 65_536) : bytes) };
    await sent.openReceiver();
    sent.connect();
    await sent.until(() => sent.outcomes.length > 0);
    assert.deepEqual(sent.outcomes, ['receiver disk_failed']);
  });

  test('a file that is not what its sender described is never complete', async () => {
    const sent = await one();
    (sent.manifest.files[0] as { sha256: string }).sha256 = '0'.repeat(64);
    sent.connect();
    await sent.until(() => sent.outcomes.length > 0);
    assert.deepEqual(sent.outcomes, ['receiver digest_mismatch']);
  });
});
