import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { DataChannels } from '../../src/transfer/data-channels.js';
import type { DataPath } from '../../src/transfer/data-path.js';

/** As much of a data channel as is looked at. */
class FakeChannel {
  readyState = 'connecting';
  binaryType = 'blob';
  bufferedAmount = 0;
  bufferedAmountLowThreshold = 0;
  onopen: (() => void) | null = null;
  onclose: (() => void) | null = null;
  onbufferedamountlow: (() => void) | null = null;
  onmessage: ((event: { data: unknown }) => void) | null = null;
  readonly sent: unknown[] = [];

  constructor(readonly label: string) {}

  send(message: unknown): void {
    this.sent.push(message);
  }

  close(): void {
    this.readyState = 'closed';
  }

  open(): void {
    this.readyState = 'open';
    this.onopen?.();
  }
}

class FakeConnection {
  readonly made: FakeChannel[] = [];
  readonly paths: DataPath[] = [];
  readonly channels: DataChannels;
  stats: { type: string; bytesReceived?: number }[] = [];
  connectionState = 'connected';
  readonly sctp = { maxMessageSize: 100_000 };
  ondatachannel: ((event: { channel: unknown }) => void) | null = null;

  constructor() {
    this.channels = new DataChannels(this as unknown as RTCPeerConnection, (path) => this.paths.push(path));
  }

  async getStats(): Promise<Map<number, object>> {
    return new Map(this.stats.entries());
  }

  createDataChannel(label: string): FakeChannel {
    const channel = new FakeChannel(label);
    this.made.push(channel);
    return channel;
  }
}

describe('the data channels of a peer connection', () => {
  test('are a path when both of them are open, and are opened again when they are gone', () => {
    const pc = new FakeConnection();
    pc.channels.open();
    pc.channels.open();
    assert.deepEqual(pc.made.map(({ label }) => label), ['holdline.files.control', 'holdline.files']);
    pc.made[1]!.open();
    assert.equal(pc.paths.length, 0);
    pc.made[0]!.open();
    assert.equal(pc.paths.length, 1);
    const [path] = pc.paths;
    assert.equal(path!.messageMaxBytes, 100_000);
    path!.control.send('hello');
    path!.lanes[0]!.send(Uint8Array.of(1));
    pc.made[0]!.close();
    pc.channels.open();
    assert.equal(pc.made.length, 4);
    assert.deepEqual([pc.made[0]!.sent, pc.made[1]!.sent], [['hello'], [Uint8Array.of(1)]]);
  });

  test('that come from the other side lose nothing that came before somebody listens', () => {
    const pc = new FakeConnection();
    const [control, data, another] = [new FakeChannel('holdline.files.control'), new FakeChannel('holdline.files'), new FakeChannel('chess')];
    for (const channel of [another, control]) pc.ondatachannel?.({ channel });
    control.onmessage?.({ data: 'early' });
    pc.ondatachannel?.({ channel: data });
    const heard: unknown[] = [];
    pc.paths[0]!.control.onmessage = (message) => heard.push(message);
    control.onmessage?.({ data: 'later' });
    assert.deepEqual(heard, ['early', 'later']);
    assert.equal(another.onmessage, null);
    assert.equal(data.binaryType, 'arraybuffer');
  });

  test('are up as long as their connection is, and say when that changes', () => {
    const pc = new FakeConnection();
    pc.channels.open();
    for (const channel of pc.made) channel.open();
    const [path] = pc.paths;
    const told: boolean[] = [];
    path!.onup = () => told.push(path!.isUp);
    for (const state of ['disconnected', 'connected', 'failed']) {
      pc.connectionState = state;
      pc.channels.changed();
    }
    assert.deepEqual(told, [false, true, false]);
  });

  test('say that they are drained and closed, also when their connection is given up', () => {
    const pc = new FakeConnection();
    pc.channels.open();
    for (const channel of pc.made) channel.open();
    const told: string[] = [];
    const lane = pc.paths[0]!.lanes[0]!;
    lane.ondrained = () => told.push('drained');
    lane.onclosed = () => told.push('closed');
    pc.made[1]!.onbufferedamountlow?.();
    pc.channels.close();
    pc.made[1]!.onclose?.();
    assert.deepEqual(told, ['drained', 'closed']);
    let late = false;
    lane.onclosed = () => (late = true);
    assert(late);
  });

  test('count what comes in any way', async () => {
    const pc = new FakeConnection();
    pc.channels.open();
    for (const channel of pc.made) channel.open();
    const [path] = pc.paths;
    assert.equal(await path!.received(), 0);
    pc.stats = [{ type: 'candidate-pair', bytesReceived: 5 }, { type: 'candidate-pair' }, { type: 'candidate-pair', bytesReceived: 6 }];
    assert.equal(await path!.received(), 11);
    pc.stats.push({ type: 'transport', bytesReceived: 9 });
    assert.equal(await path!.received(), 9);
  });
});
