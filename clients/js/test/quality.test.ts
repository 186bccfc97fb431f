import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { QualityMonitor } from '../src/quality.js';
import type { QualityReport } from '../src/rest.js';
import type { Quality } from '../src/types.js';
import { VirtualClock } from './virtual-clock.js';

const pairOf = (rtt: number): object => ({
  type: 'candidate-pair', state: 'succeeded', nominated: true, currentRoundTripTime: rtt, availableOutgoingBitrate: 1_500_000,
});
const inbound = (lost: number, received: number, jitter: number): object => ({
  type: 'inbound-rtp', packetsLost: lost, packetsReceived: received, jitter,
});

class Measured {
  readonly clock = new VirtualClock();
  readonly reported: QualityReport[] = [];
  readonly told: Quality[] = [];
  stats: object[][] = [];
  rtt: number | undefined;
  refuse = false;
  readonly monitor = new QualityMonitor(this.clock, undefined, {
    reports: async () => this.stats.map((entries) => new Map(entries.entries()) as unknown as RTCStatsReport),
    rttMs: () => this.rtt,
    report: async (report) => {
      if (this.refuse) throw new Error('away');
      this.reported.push(report);
      return { quality: 'fair', recommendations: ['lower video quality'] };
    },
    measured: (quality) => this.told.push(quality),
  });
}

describe('quality', () => {
  test('is read from all connected peers, reported every ten seconds and told with the verdict', async () => {
    const measured = new Measured();
    measured.stats = [[pairOf(0.1), inbound(5, 95, 0.01)], [pairOf(0.3), inbound(5, 95, 0.03)]];
    measured.monitor.start();
    await measured.clock.advance(10_000);
    assert.deepEqual(measured.reported, [{ latency_ms: 200, packet_loss_percent: 5, jitter_ms: 20, bandwidth_kbps: 1_500 }]);
    assert.deepEqual(measured.told, [
      { latencyMs: 200, packetLossPercent: 5, jitterMs: 20, bandwidthKbps: 1_500, quality: 'fair', recommendations: ['lower video quality'] },
    ]);
  });

  test('loss is that of the last interval, and new connections begin at nothing', async () => {
    const measured = new Measured();
    measured.monitor.start();
    for (const entry of [inbound(10, 90, 0), inbound(10, 190, 0), inbound(1, 9, 0)]) {
      measured.stats = [[pairOf(0.1), entry]];
      await measured.clock.advance(10_000);
    }
    assert.deepEqual(measured.reported.map((report) => report.packet_loss_percent), [10, 0, 10]);
  });

  test('without peers the line to the server is measured, without either nothing is said', async () => {
    const measured = new Measured();
    measured.monitor.start();
    await measured.clock.advance(10_000);
    assert.equal(measured.reported.length, 0);
    measured.rtt = 42;
    await measured.clock.advance(10_000);
    assert.deepEqual(measured.reported, [{ latency_ms: 42, packet_loss_percent: 0, jitter_ms: 0 }]);
  });

  test('a report that does not arrive still tells the page what was measured', async () => {
    const measured = new Measured();
    measured.rtt = 42;
    measured.refuse = true;
    measured.monitor.start();
    await measured.clock.advance(10_000);
    assert.deepEqual([measured.told[0]?.latencyMs, measured.told[0]?.quality], [42, 'unknown']);
    measured.monitor.stop();
    await measured.clock.advance(60_000);
    assert.equal(measured.told.length, 1);
  });
});
