import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { HEADER_BYTES, PAYLOAD_MAX_BYTES } from '../../src/transfer/frames.js';
import { RangeSet } from '../../src/transfer/range-set.js';
import { seeded, VirtualClock } from '../virtual-clock.js';
import { cut } from './memory-path.js';
import { assertWhole, CUTS, idOf, LARGE, MIB, one, randomBytes, Transmission } from './transfer-harness.js';

describe('a transfer on a direct path', () => {
  test('brings each byte once', async () => {
    const sent = await one();
    sent.connect();
    await sent.untilComplete();
    await assertWhole(sent);
    assert.equal(sent.sentBytes, LARGE.length);
    assert.deepEqual(sent.receiver.counted, { doubled: 0, damaged: 0 });
  });

  test('of nothing, of an empty file and of one among others is complete', async () => {
    const files = { 'empty': new Uint8Array(0), 'a/b.txt': randomBytes(70_000), 'a/empty': new Uint8Array(0), 'z': randomBytes(1), 'last': new Uint8Array(0) };
    const several = await Transmission.of(files);
    several.connect();
    await several.untilComplete();
    await assertWhole(several, Object.values(files));
    const nothing = await Transmission.of({ empty: new Uint8Array(0) });
    nothing.connect();
    await nothing.until(() => nothing.outcomes.includes('complete'));
  });

  test('uses several channels, and messages as short as the other side wants them', async () => {
    const sent = await one({ cut: CUTS.byContent });
    const path = sent.connect({ lanes: 4, bytesPerMs: 1_000, messageMaxBytes: 16_384 });
    await sent.untilComplete();
    await assertWhole(sent);
    assert.equal(sent.sentBytes, LARGE.length);
    const loads = path.lanes.map((lane) => lane.sentBytes);
    assert(Math.min(...loads) > 0.7 * Math.max(...loads), `${loads}`);
  });

  test('of large chunks brings each in several messages, and each byte once', async () => {
    const sent = await one({ cut: CUTS.large });
    const path = sent.connect({ lanes: 2 });
    let longest = 0;
    for (const lane of path.lanes) lane.fault = (message) => [message].map((each) => ((longest = Math.max(longest, each.length)), each));
    await sent.untilComplete();
    await assertWhole(sent);
    assert.equal(sent.sentBytes, LARGE.length);
    assert.equal(longest, PAYLOAD_MAX_BYTES + HEADER_BYTES);
  });

  test('keeps within what the receiver takes, and is as fast as that allows over a long way', async () => {
    const sent = await one();
    let most = 0;
    const path = sent.connect({ delayMs: 300 });
    const start = sent.clock.now();
    await sent.until(() => {
      most = Math.max(most, sent.sender.counted.sent - sent.manifest.bytesOf(sent.sender.acknowledged));
      return sent.outcomes.length === 2;
    });
    await assertWhole(sent);
    assert(most <= sent.receiver.windowBytes, `${most} ahead`);
    const rounds = Math.ceil(LARGE.length / sent.receiver.windowBytes);
    assert(sent.clock.now() - start < (rounds + 4) * 620, `${sent.clock.now() - start} ms`);
    assert(path.lanes[0]!.open);
  });

  test('goes to the disk a quarter of the window at a time, or what came in a moment when it comes slowly', async () => {
    for (const { bytesPerMs, most } of [{ bytesPerMs: 50_000, most: 49 }, { bytesPerMs: 100, most: 96 }]) {
      const sent = await one();
      const { flush } = sent.staging;
      let flushes = 0;
      sent.staging.flush = () => ((flushes += 1), flush());
      sent.connect({ bytesPerMs });
      await sent.untilComplete();
      await assertWhole(sent);
      assert.equal(flushes, most); // of 96 whole chunks and a last one of some bytes
    }
  });

  test('sends equal chunks once', async () => {
    const half = randomBytes(2 * MIB);
    const sent = await Transmission.of({ one: half, two: half.slice(), zeros: new Uint8Array(MIB) });
    sent.connect();
    await sent.untilComplete();
    await assertWhole(sent, [half, half, new Uint8Array(MIB)]);
    assert.equal(sent.sentBytes, half.length + 65_536);
  });

  test('sends a large file of nothing but zeros as one chunk', async () => {
    const zeros = new Uint8Array(40 * MIB);
    const sent = await Transmission.of({ zeros, more: randomBytes(MIB) });
    const path = sent.connect();
    await sent.untilComplete();
    await assertWhole(sent, [zeros, randomBytes(MIB)]);
    assert.equal(sent.sentBytes, MIB + 65_536);
    assert(path.lanes[0]!.open);
  });

  test('of five thousand small files costs little more than one of their size', async () => {
    const files = Object.fromEntries(Array.from({ length: 5_000 }, (_, i) => [`folder/${i % 50}/${i}.bin`, randomBytes(1_000 + (i % 500), i + 1)]));
    const bytes = Object.values(files).reduce((sum, file) => sum + file.length, 0);
    const many = await Transmission.of(files);
    const single = await Transmission.of({ single: randomBytes(bytes) });
    const times: number[] = [];
    for (const sent of [many, single]) {
      const path = sent.connect({ bytesPerMs: 2_000 });
      const start = sent.clock.now();
      await sent.untilComplete();
      times.push(sent.clock.now() - start);
      assert(path.lanes[0]!.sentBytes < bytes * 1.1);
    }
    await assertWhole(many, Object.values(files));
    assert(times[0]! < 2 * times[1]!, `${times}`);
  });

  test('runs beside others and against them, with fair shares', async () => {
    const clock = new VirtualClock();
    const there = await one({ clock, id: idOf(1) });
    const back = await one({ clock, id: idOf(2) });
    const path = { bytesPerMs: 2_000 };
    there.connect(path);
    back.connect(path);
    await clock.advance(1_500);
    const held = [there, back].map((sent) => sent.receiver.held.size);
    assert(Math.abs(held[0]! - held[1]!) < 0.1 * held[0]!, `${held}`);
    await there.untilComplete();
    await back.untilComplete();
    await assertWhole(there);
    await assertWhole(back);
  });

  test('stops when either side pauses it, and goes on', async () => {
    for (const side of ['sender', 'receiver'] as const) {
      const sent = await one();
      sent.connect({ bytesPerMs: 2_000 });
      await sent.untilHeld(0.3);
      sent[side].pause();
      await sent.clock.advance(2_000);
      const held = sent.receiver.held.size;
      await sent.clock.advance(60_000);
      assert.equal(sent.receiver.held.size, held);
      assert(held < sent.manifest.totalChunks);
      sent[side].resume();
      await sent.untilComplete();
      await assertWhole(sent);
      assert.equal(sent.sentBytes, LARGE.length);
    }
  });

  test('text is compressed on the way', async () => {
    const text = new TextEncoder().encode(Array.from({ length: 60_000 }, (_, i) => `line ${i * 7_919} of a log that says little\n`).join(''));
    const sent = await Transmission.of({ 'a.log': text });
    sent.sources = [{ ...sent.sources[0]!, type: 'text/plain' }];
    (sent.manifest.files[0] as { type: string }).type = 'text/plain';
    sent.openSender();
    const path = sent.connect();
    await sent.untilComplete();
    await assertWhole(sent, [text]);
    assert(path.lanes[0]!.sentBytes < text.length / 2, `${path.lanes[0]!.sentBytes} of ${text.length}`);
  });
});

describe('a transfer that is cut', () => {
  for (const share of [0, 0.01, 0.5, 0.99]) {
    test(`at ${share * 100} % goes on and sends at most a window again`, async () => {
      const sent = await one();
      const path = sent.connect({ bytesPerMs: 2_000 });
      if (share > 0) await sent.untilHeld(share);
      await sent.cut(path);
      const atCut = sent.sentBytes;
      const held = sent.manifest.bytesOf(sent.receiver.held);
      sent.connect();
      await sent.untilComplete();
      await assertWhole(sent);
      assert(atCut - held <= sent.receiver.windowBytes, `${atCut - held} bytes were on their way`);
      assert.equal(sent.sentBytes - LARGE.length, atCut - held);
    });
  }

  test('after the last chunk, before the sender heard of it, is complete without a byte more', async () => {
    const sent = await one();
    const path = sent.connect();
    path.control.other.fault = (message) => (message.includes('done') ? [] : [message]);
    await sent.until(() => sent.outcomes.includes('complete'));
    await sent.cut(path);
    sent.connect();
    await sent.untilComplete();
    await assertWhole(sent);
    assert.equal(sent.sentBytes, LARGE.length);
  });

  test('again and again, at any moment, loses nothing', async () => {
    const random = seeded(11);
    const sent = await one();
    let cuts = 0;
    while (sent.outcomes.length < 2) {
      const path = sent.connect({ bytesPerMs: 4_000, lanes: 1 + Math.floor(random() * 3) });
      await sent.clock.advance(random() * 600);
      await sent.cut(path);
      cuts += 1;
    }
    await assertWhole(sent);
    assert(sent.sentBytes - LARGE.length <= cuts * sent.receiver.windowBytes);
  });

  test('on one of four channels sends what was on that one over the others', async () => {
    const sent = await one();
    const path = sent.connect({ lanes: 4, bytesPerMs: 1_000 });
    await sent.untilHeld(0.3);
    path.lanes[2]!.close();
    await sent.untilComplete();
    await assertWhole(sent);
    assert(sent.sender.counted.again > 0 && sent.sender.counted.again <= sent.receiver.windowBytes);
  });
});

describe('a page that is loaded anew', () => {
  for (const side of ['sender', 'receiver', 'both']) {
    test(`on the side of ${side} goes on where the disk says`, async () => {
      const sent = await one();
      const path = sent.connect({ bytesPerMs: 2_000 });
      await sent.untilHeld(0.5);
      cut(path);
      if (side !== 'sender') {
        await sent.receiver.close();
        await sent.openReceiver();
      }
      if (side !== 'receiver') sent.openSender();
      assert(sent.receiver.held.size >= sent.manifest.totalChunks * 0.5);
      sent.connect();
      await sent.untilComplete();
      await assertWhole(sent);
      assert(sent.sentBytes - LARGE.length <= sent.receiver.windowBytes, `${sent.sentBytes - LARGE.length} bytes again`);
    });
  }

  test('is asked for all when its disk lost what it knew', async () => {
    const sent = await one();
    const path = sent.connect();
    await sent.untilHeld(0.5);
    await sent.cut(path);
    await sent.have.remove(sent.id);
    await sent.receiver.close();
    await sent.openReceiver();
    sent.connect();
    await sent.untilComplete();
    await assertWhole(sent);
  });

  test('never says of bytes that they are held before they are on the disk', async () => {
    const sent = await one();
    const { staging, have } = sent;
    let flushed = 0;
    let written = 0;
    sent.staging = {
      ...staging,
      write: async (at, bytes) => (await staging.write(at, bytes), void (written += bytes.length)),
      flush: async () => void (flushed = written),
    };
    sent.have = {
      ...have,
      save: async (id, ranges) => {
        const said = sent.manifest.bytesOf(RangeSet.parse(ranges, sent.manifest.totalChunks));
        assert(said <= flushed, `${said} said, ${flushed} flushed`);
        await have.save(id, ranges);
      },
    };
    await sent.openReceiver();
    sent.connect();
    await sent.untilComplete();
    await assertWhole(sent);
  });
});
