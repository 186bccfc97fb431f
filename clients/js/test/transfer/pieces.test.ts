import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { Chunker, CHUNK_BYTES, CHUNK_MAX_BYTES, type Cut } from '../../src/transfer/chunker.js';
import { cutFor } from '../../src/transfer/cut.js';
import { base64Of, bytesOfBase64, chunkDigest, hexOf, sameBytes } from '../../src/transfer/digest.js';
import { deflate, inflate, isCompressible } from '../../src/transfer/deflate.js';
import { RangeSet } from '../../src/transfer/range-set.js';
import { Sha256 } from '../../src/transfer/sha256.js';
import { seeded } from '../virtual-clock.js';
import { CUTS, MIB, randomBytes } from './transfer-harness.js';

describe('a set of ranges', () => {
  test('does what a set of numbers does, whatever is added and deleted', () => {
    const random = seeded(7);
    const set = new RangeSet();
    const model = new Set<number>();
    for (let step = 0; step < 2_000; step += 1) {
      const first = Math.floor(random() * 200);
      const last = first + Math.floor(random() * 20);
      const adds = random() < 0.55;
      if (adds) set.add(first, last);
      else set.delete(first, last);
      for (let n = first; n <= last; n += 1) if (adds) model.add(n); else model.delete(n);
      const sorted = [...model].sort((a, b) => a - b);
      assert.deepEqual([...set], sorted);
      assert.equal(set.size, sorted.length);
      assert.deepEqual([...RangeSet.parse(set.toString(), 1_000)], sorted);
    }
  });

  test('tells what it has beside another', () => {
    const one = RangeSet.parse('0-9,20-29', 100);
    const other = RangeSet.parse('5-24', 100);
    assert.equal(one.without(other).toString(), '0-4,25-29');
    assert.equal(one.within(other).toString(), '5-9,20-24');
    assert.deepEqual(one.runFrom(5), [5, 9]);
    assert.deepEqual(one.runFrom(12), [20, 29]);
    assert.equal(one.runFrom(30), undefined);
    assert(one.has(9) && !one.has(10));
  });

  test('refuses what is no set of chunks of the transfer', () => {
    for (const text of ['-1', '1-', '3-2', 'a', '1,,2', '1 ', '99-100', '100', '99999999999', '1;2', '0x1']) {
      assert.throws(() => RangeSet.parse(text, 100), { code: 'invalid_ranges' });
    }
  });
});

describe('the digest', () => {
  test('of pieces is that of the whole, as the platform makes it', async () => {
    const random = seeded(3);
    for (const length of [0, 1, 55, 56, 63, 64, 65, 119, 120, 128, 1_000, 70_001]) {
      const bytes = randomBytes(length, length + 1);
      const hash = new Sha256();
      for (let at = 0; at < length; ) {
        const end = Math.min(length, at + 1 + Math.floor(random() * 200));
        hash.update(bytes.subarray(at, end));
        at = end;
      }
      assert.equal(hexOf(hash.digest()), hexOf(await chunkDigest(bytes)));
    }
  });

  test('travels as base64', () => {
    const bytes = randomBytes(100_000);
    assert(sameBytes(bytesOfBase64(base64Of(bytes)), bytes));
    assert(!sameBytes(bytes, bytes.subarray(1)));
  });
});

function cut(bytes: Uint8Array, how: Cut, seed = 1): Uint8Array[] {
  const random = seeded(seed);
  const chunker = new Chunker(how);
  const chunks: Uint8Array[] = [];
  for (let at = 0; at < bytes.length; ) {
    const end = Math.min(bytes.length, at + Math.floor(random() * 300_000));
    chunks.push(...chunker.push(bytes.subarray(at, end)));
    at = end;
  }
  return [...chunks, ...chunker.end()];
}

describe('a chunker', () => {
  test('loses and doubles nothing, however the file comes', () => {
    for (const how of Object.values(CUTS)) {
      for (const length of [0, 1, CHUNK_BYTES, CHUNK_BYTES + 1, CHUNK_MAX_BYTES, 3 * MIB + 17]) {
        const bytes = randomBytes(length, length + 1);
        const chunks = cut(bytes, how, 1);
        assert.deepEqual(cut(bytes, how, 2).map((chunk) => chunk.length), chunks.map((chunk) => chunk.length));
        const joined = new Uint8Array(chunks.reduce((sum, chunk) => sum + chunk.length, 0));
        chunks.reduce((at, chunk) => (joined.set(chunk, at), at + chunk.length), 0);
        assert(sameBytes(joined, bytes));
      }
    }
  });

  test('makes equal pieces, the last one shorter', () => {
    for (const how of [CUTS.small, CUTS.large, { chunking: 'fixed', chunkBytes: 100_000 } as const]) {
      const { chunkBytes } = how;
      assert.deepEqual(cut(randomBytes(2 * chunkBytes + 5), how).map((chunk) => chunk.length), [chunkBytes, chunkBytes, 5]);
    }
  });

  test('makes larger pieces of what is large and does not compress', () => {
    const sizes = (chunking: 'fixed' | 'content-defined', files: Record<string, number>): number =>
      cutFor(chunking, Object.entries(files).map(([path, size]) => ({ path, size, read: async () => new Uint8Array(size) }))).chunkBytes;
    assert.equal(sizes('fixed', { 'film.mp4': 128 * MIB }), CHUNK_MAX_BYTES);
    assert.equal(sizes('fixed', { 'one.mp4': 100 * MIB, 'other.mp4': 28 * MIB, 'notes.txt': 5 }), CHUNK_MAX_BYTES);
    assert.equal(sizes('fixed', { 'film.mp4': 128 * MIB - 1, 'log.txt': 900 * MIB }), CHUNK_BYTES);
    assert.equal(sizes('content-defined', { 'film.mp4': 900 * MIB }), CHUNK_BYTES);
  });

  test('that looks at the content makes pieces of about 64 KiB within its bounds', () => {
    const sizes = cut(randomBytes(16 * MIB), CUTS.byContent).map((chunk) => chunk.length);
    assert(sizes.slice(0, -1).every((size) => size > 16_384 && size <= CHUNK_MAX_BYTES));
    const mean = (16 * MIB) / sizes.length;
    assert(mean > 48_000 && mean < 96_000, `mean ${mean}`);
  });

  test('that looks at the content keeps nearly all pieces after an insertion', async () => {
    const before = randomBytes(8 * MIB);
    const after = new Uint8Array(before.length + 1_000);
    after.set(before.subarray(0, 3 * MIB));
    after.set(randomBytes(1_000, 9), 3 * MIB);
    after.set(before.subarray(3 * MIB), 3 * MIB + 1_000);
    const known = new Set(await Promise.all(cut(before, CUTS.byContent).map(async (chunk) => hexOf(await chunkDigest(chunk)))));
    let sent = 0;
    for (const chunk of cut(after, CUTS.byContent)) if (!known.has(hexOf(await chunkDigest(chunk)))) sent += chunk.length;
    assert(sent <= 3 * CHUNK_MAX_BYTES, `${sent} bytes are new`);
  });
});

describe('a compressed chunk', () => {
  test('is as it was at the other end', async () => {
    const text = new TextEncoder().encode('a dropped connection loses nothing. '.repeat(1_500));
    const packed = await deflate(text, text.length);
    assert(packed && packed.length < text.length / 10);
    assert(sameBytes((await inflate(packed, text.length))!, text));
  });

  test('is not used where little is gained', async () => {
    assert.equal(await deflate(randomBytes(CHUNK_BYTES), CHUNK_BYTES), undefined);
    assert(isCompressible('text/plain', 'a') && isCompressible(undefined, 'a.json') && !isCompressible('image/png', 'a.png'));
  });

  test('that is damaged or longer than it says is none', async () => {
    const packed = (await deflate(new Uint8Array(60_000), 60_000))!;
    assert.equal(await inflate(packed, 59_999), undefined);
    assert.equal(await inflate(packed, 60_001), undefined);
    assert.equal(await inflate(randomBytes(500), 60_000), undefined);
  });
});
