import type { Clock, Timer } from './ports.js';
import type { QualityReport, QualityVerdict } from './rest.js';
import type { ClientPayloads, ServerPayloads } from './protocol.js';
import type { Quality, QualityAdvice } from './types.js';

const INTERVAL_MS = 10_000;

export interface QualityPorts {
  /** Statistics of each peer connection that is connected. */
  reports(): Promise<RTCStatsReport[]>;
  /** Round trip to the server, where no peer connection tells one. */
  rttMs(): number | undefined;
  report(report: QualityReport): Promise<QualityVerdict>;
  measured(quality: Quality): void;
}

interface Totals {
  lost: number;
  received: number;
}

/** Measures the connections in regular intervals, reports to the server and tells the page what it makes of it. */
export class QualityMonitor {
  #timer: Timer;
  #running = false;
  #before: Totals = { lost: 0, received: 0 };

  constructor(
    readonly clock: Clock,
    readonly intervalMs: number = INTERVAL_MS,
    readonly ports: QualityPorts,
  ) {}

  start(): void {
    if (this.#running || this.intervalMs <= 0) return;
    this.#running = true;
    this.#schedule();
  }

  stop(): void {
    this.#running = false;
    this.clock.clearTimeout(this.#timer);
  }

  #schedule(): void {
    this.#timer = this.clock.setTimeout(() => void this.#measure(), this.intervalMs);
  }

  async #measure(): Promise<void> {
    const report = await this.#read().catch(() => undefined);
    if (report && this.#running) {
      const verdict = await this.ports.report(report).catch((): QualityVerdict => ({ quality: 'unknown' }));
      if (this.#running) this.ports.measured(qualityOf(report, verdict));
    }
    if (this.#running) this.#schedule();
  }

  async #read(): Promise<QualityReport | undefined> {
    const stats = (await this.ports.reports()).flatMap((report) => entriesOf(report));
    const rtts = numbers(stats.filter(inUse), 'currentRoundTripTime').map((seconds) => seconds * 1_000);
    const latency = average(rtts) ?? this.ports.rttMs();
    if (latency === undefined) return undefined;
    const inbound = stats.filter((entry) => entry['type'] === 'inbound-rtp');
    const jitter = (average(numbers(inbound, 'jitter')) ?? 0) * 1_000;
    const bandwidth = numbers(stats.filter(inUse), 'availableOutgoingBitrate');
    return {
      latency_ms: round(latency),
      packet_loss_percent: this.#loss(inbound),
      jitter_ms: round(jitter),
      ...(bandwidth.length === 0 ? {} : { bandwidth_kbps: Math.round(Math.min(...bandwidth) / 1_000) }),
    };
  }

  /** Loss of this interval alone; totals that shrank belong to new peer connections. */
  #loss(inbound: Entry[]): number {
    const now = { lost: sum(numbers(inbound, 'packetsLost')), received: sum(numbers(inbound, 'packetsReceived')) };
    const begun = now.received < this.#before.received ? { lost: 0, received: 0 } : this.#before;
    this.#before = now;
    const lost = Math.max(0, now.lost - begun.lost);
    const all = lost + now.received - begun.received;
    return all <= 0 ? 0 : round((100 * lost) / all);
  }
}

type Entry = Record<string, unknown>;

function entriesOf(report: RTCStatsReport): Entry[] {
  const entries: Entry[] = [];
  report.forEach((entry: Entry) => entries.push(entry));
  return entries;
}

function inUse(entry: Entry): boolean {
  return entry['type'] === 'candidate-pair' && entry['state'] === 'succeeded' && entry['nominated'] === true;
}

function numbers(entries: Entry[], field: string): number[] {
  return entries.map((entry) => entry[field]).filter((value): value is number => typeof value === 'number');
}

function sum(values: number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

function average(values: number[]): number | undefined {
  return values.length === 0 ? undefined : sum(values) / values.length;
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}

function qualityOf(report: QualityReport, verdict: QualityVerdict): Quality {
  return {
    latencyMs: report.latency_ms,
    packetLossPercent: report.packet_loss_percent,
    jitterMs: report.jitter_ms,
    ...(report.bandwidth_kbps === undefined ? {} : { bandwidthKbps: report.bandwidth_kbps }),
    quality: verdict.quality,
    recommendations: verdict.recommendations ?? [],
  };
}

/** The same measurement in the words of the socket. */
export function statsOf(report: QualityReport): ClientPayloads['network-stats'] {
  return {
    latency: report.latency_ms,
    packet_loss: report.packet_loss_percent,
    jitter: report.jitter_ms,
    ...(report.bandwidth_kbps === undefined ? {} : { bandwidth_up: report.bandwidth_kbps }),
  };
}

export function adviceOf(payload: ServerPayloads['quality-update']): QualityAdvice {
  return {
    resolution: payload.video_resolution,
    ...(payload.video_bitrate === undefined ? {} : { videoKbps: payload.video_bitrate }),
    ...(payload.audio_bitrate === undefined ? {} : { audioKbps: payload.audio_bitrate }),
    ...(payload.frame_rate === undefined ? {} : { frameRate: payload.frame_rate }),
    ...(payload.reason === undefined ? {} : { reason: payload.reason }),
  };
}
