import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { readControl } from '../../src/transfer/control.js';
import { decodeFrame, type Frame, FrameWriter, HEADER_BYTES } from '../../src/transfer/frames.js';
import { seeded } from '../virtual-clock.js';
import { idOf, randomBytes } from './transfer-harness.js';

const FRAME: Frame = {
  transferId: '0198a6b2-7c1e-4f00-9a3b-1234567890ab',
  file: 3,
  chunk: 70_000,
  offset: 4,
  chunkLength: 9,
  digest: randomBytes(32),
  deflated: false,
  payload: Uint8Array.of(1, 2, 3, 4, 5),
};

describe('a frame', () => {
  test('reads as it was written', () => {
    const random = seeded(5);
    for (let n = 0; n < 500; n += 1) {
      const chunkLength = 1 + Math.floor(random() * 262_144);
      const deflated = random() < 0.3;
      const offset = deflated ? 0 : Math.floor(random() * chunkLength);
      const most = Math.min(65_536, deflated ? 65_536 : chunkLength - offset);
      const frame: Frame = {
        transferId: idOf(Math.floor(random() * 2 ** 40)),
        file: Math.floor(random() * 2 ** 32),
        chunk: Math.floor(random() * 2 ** 32),
        offset,
        chunkLength,
        digest: randomBytes(32, n + 1),
        deflated,
        payload: randomBytes(1 + Math.floor(random() * most), n + 1),
      };
      const read = decodeFrame(new FrameWriter().write(frame));
      assert.deepEqual({ ...read, digest: [...read.digest], payload: [...read.payload] }, { ...frame, digest: [...frame.digest], payload: [...frame.payload] });
    }
  });

  test('has its numbers where the wire says', () => {
    const bytes = new FrameWriter().write(FRAME);
    assert.equal(bytes.length, HEADER_BYTES + 5);
    assert.deepEqual([...bytes.subarray(0, 8)], [1, 1, 0, 0, 0x01, 0x98, 0xa6, 0xb2]);
    assert.deepEqual([...bytes.subarray(20, 36)], [0, 0, 0, 3, 0, 1, 0x11, 0x70, 0, 0, 0, 4, 0, 0, 0, 9]);
  });

  test('that is none is refused', () => {
    const sound = new FrameWriter().write(FRAME);
    const changed = (at: number, value: number): Uint8Array => Object.assign(sound.slice(), { [at]: value });
    const bad = [sound.subarray(0, HEADER_BYTES), new Uint8Array(0), changed(0, 2), changed(1, 2), changed(2, 1), changed(3, 2), changed(35, 8), changed(33, 255), changed(3, 1)];
    for (const bytes of bad) assert.throws(() => decodeFrame(bytes), { code: 'malformed_frame' });
    const long = new Uint8Array(HEADER_BYTES + 65_537);
    long.set(new FrameWriter().write({ ...FRAME, chunkLength: 262_144 }));
    assert.throws(() => decodeFrame(long), { code: 'malformed_frame' });
  });

  test('of random bytes never does harm', () => {
    for (let n = 1; n <= 2_000; n += 1) {
      try {
        decodeFrame(randomBytes(n % 200, n));
      } catch (thrown) {
        assert.equal((thrown as { code: string }).code, 'malformed_frame');
      }
    }
  });
});

describe('a control message', () => {
  test('is read when it is sound', () => {
    const transfer = idOf(1);
    for (const told of [
      { type: 'open', transfer },
      { type: 'ready', transfer, have: '0-3', window: 10 },
      { type: 'ack', transfer, received: '', again: '4', window: 0 },
      { type: 'done', transfer },
    ]) {
      assert.deepEqual(readControl(JSON.stringify(told)), told);
    }
  });

  test('that is none, or of a later version, is left alone', () => {
    const transfer = idOf(1);
    const bad = [undefined, 7, '', '[]', 'null', '{', '"x"', JSON.stringify({ type: 'open' }), JSON.stringify({ type: 'open', transfer: 'x' }),
      JSON.stringify({ type: 'novelty', transfer }), JSON.stringify({ type: 'ready', transfer, have: 1, window: 2 }),
      JSON.stringify({ type: 'ready', transfer, have: '', window: -1 }), JSON.stringify({ type: 'ack', transfer, received: '', again: 3, window: 1 }),
      JSON.stringify({ type: 'ready', transfer, have: '1,'.repeat(40_000), window: 2 })];
    for (const text of bad) assert.equal(readControl(text), undefined);
  });
});
