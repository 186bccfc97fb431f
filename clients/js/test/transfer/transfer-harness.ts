import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { CHUNK_BYTES, CHUNK_MAX_BYTES, type Cut } from '../../src/transfer/chunker.js';
import { type Digest, sameBytes } from '../../src/transfer/digest.js';
import { describeFiles } from '../../src/transfer/describe.js';
import { Traffic } from '../../src/transfer/traffic.js';
import { type HaveMap, memoryHaveMap } from '../../src/transfer/have-map.js';
import type { Manifest } from '../../src/transfer/manifest.js';
import { Receiver } from '../../src/transfer/receiver.js';
import { Sender } from '../../src/transfer/sender.js';
import { bytesSource, type FileSource } from '../../src/transfer/source.js';
import { memoryStaging, type Staging } from '../../src/transfer/staging.js';
import { seeded, settle, VirtualClock } from '../virtual-clock.js';
import { cut, type MemoryPath, memoryPaths } from './memory-path.js';

export const MIB = 1_048_576;

/** At once, so that virtual time does not run ahead of it. */
export const instantDigest: Digest = async (bytes) => createHash('sha256').update(bytes).digest();

/** Bytes that are the same in each run. */
export function randomBytes(length: number, seed = 1): Uint8Array {
  const random = seeded(seed);
  const bytes = new Uint8Array(length);
  const words = new Uint32Array(bytes.buffer, 0, length >>> 2);
  for (let i = 0; i < words.length; i += 1) words[i] = random() * 0x1_0000_0000;
  for (let i = words.length * 4; i < length; i += 1) bytes[i] = random() * 256;
  return bytes;
}

export function idOf(number: number): string {
  return `00000000-0000-4000-8000-${number.toString(16).padStart(12, '0')}`;
}

/** The ways in which files are cut. */
export const CUTS = {
  small: { chunking: 'fixed', chunkBytes: CHUNK_BYTES },
  large: { chunking: 'fixed', chunkBytes: CHUNK_MAX_BYTES },
  byContent: { chunking: 'content-defined', chunkBytes: CHUNK_BYTES },
} as const satisfies Record<string, Cut>;

/** One transfer between two pages, each of which may be cut off or loaded anew. */
export class Transmission {
  readonly outcomes: string[] = [];
  sender!: Sender;
  receiver!: Receiver;
  staging: Staging;
  have: HaveMap = memoryHaveMap();
  /** Bytes that went out from all lives of the sender. */
  sentBefore = 0;
  #traffics: Traffic[] = [];

  private constructor(
    readonly clock: VirtualClock,
    readonly id: string,
    public sources: FileSource[],
    readonly manifest: Manifest,
  ) {
    this.staging = memoryStaging(manifest.totalBytes);
  }

  static async of(files: Record<string, Uint8Array>, options: { clock?: VirtualClock; id?: string; cut?: Cut } = {}): Promise<Transmission> {
    const sources = Object.entries(files).map(([path, bytes]) => bytesSource(path, bytes, { type: 'application/octet-stream' }));
    const manifest = await describeFiles(sources, options.cut ?? CUTS.small, { digest: instantDigest });
    const made = new Transmission(options.clock ?? new VirtualClock(), options.id ?? idOf(1), sources, manifest);
    made.openSender();
    await made.openReceiver();
    return made;
  }

  /** The sender's page is there, anew or for the first time. */
  openSender(): void {
    this.sentBefore += this.sender?.counted.sent ?? 0;
    this.sender?.close();
    this.sender = new Sender(this.id, this.manifest, { sources: this.sources, digest: instantDigest }, {
      available: () => this.#traffics.forEach((traffic) => traffic.pump()),
      progress: () => undefined,
      done: () => this.outcomes.push('sender done'),
      failed: (problem) => this.outcomes.push(`sender ${problem.code}`),
    });
  }

  /** The receiver's page is there; it knows what its have-map and its disk kept. */
  async openReceiver(): Promise<void> {
    this.receiver = await Receiver.open(this.id, this.manifest, { clock: this.clock, staging: this.staging, have: this.have, digest: instantDigest }, {
      progress: () => undefined,
      left: () => undefined,
      complete: () => this.outcomes.push('complete'),
      failed: (problem) => this.outcomes.push(`receiver ${problem.code}`),
    });
    await this.receiver.start();
  }

  /** A direct path comes up; answers the sender's end. */
  connect(line: Parameters<typeof memoryPaths>[1] = {}): MemoryPath {
    const [here, there] = memoryPaths(this.clock, line);
    const [sending, receiving] = [new Traffic(here, { clock: this.clock }), new Traffic(there, { clock: this.clock })];
    this.#traffics.push(sending, receiving);
    sending.send(this.sender);
    receiving.receive(this.receiver);
    return here;
  }

  get sentBytes(): number {
    return this.sentBefore + this.sender.counted.sent;
  }

  /** Moves time on until it is so. */
  async until(condition: () => boolean, limitMs = 600_000): Promise<void> {
    const end = this.clock.now() + limitMs;
    while (!condition()) {
      if (this.clock.now() >= end) throw new Error(`not within ${limitMs} ms; so far: ${this.outcomes.join(', ')}`);
      await this.clock.advance(1);
    }
  }

  untilComplete(): Promise<void> {
    return this.until(() => this.outcomes.includes('complete') && this.outcomes.includes('sender done'));
  }

  async untilHeld(share: number): Promise<void> {
    await this.until(() => this.receiver.held.size >= this.manifest.totalChunks * share);
  }

  async cut(path: MemoryPath): Promise<void> {
    cut(path);
    await this.clock.advance(10);
    await settle();
  }

  async received(file = 0): Promise<Uint8Array> {
    return this.staging.read(this.manifest.startOf(file), this.manifest.files[file]!.size);
  }
}

export const LARGE = randomBytes(6 * MIB + 333);

/** With one large file. */
export const one = (options?: Parameters<typeof Transmission.of>[1]): Promise<Transmission> => Transmission.of({ 'a.bin': LARGE }, options);

/** The receiver has the sender's bytes, was told so once, and so was the sender. */
export async function assertWhole(sent: Transmission, files: Uint8Array[] = [LARGE]): Promise<void> {
  assert.deepEqual(sent.outcomes, ['complete', 'sender done']);
  for (const [i, bytes] of files.entries()) assert(sameBytes(await sent.received(i), bytes));
}
