import { Problem, problemOf } from '../problem.js';
import { lastWithin, readChunks } from './chunk-reader.js';
import type { Control } from './control.js';
import type { DataLane } from './data-path.js';
import { deflate, isCompressible } from './deflate.js';
import { chunkDigest, type Digest, sameBytes } from './digest.js';
import { type Frame, HEADER_BYTES, PAYLOAD_MAX_BYTES } from './frames.js';
import type { Manifest } from './manifest.js';
import { RangeSet } from './range-set.js';
import type { FileSource } from './source.js';

const READ_BYTES = 1_048_576;
const READ_AHEAD_BYTES = 2_097_152;
const TRIES_MAX = 3;

export interface SenderPorts {
  sources: readonly FileSource[];
  digest?: Digest;
  /** Whether to make compressible chunks smaller on the way. Default: yes, where the browser can. */
  compress?: boolean;
}

export interface SenderEvents {
  /** There is something to take. */
  available(): void;
  /** The receiver has more than before. */
  progress(): void;
  /** The receiver has everything and has verified it. */
  done(): void;
  /** It cannot go on: `source_changed`, `unreadable` or `digest_mismatch`. */
  failed(problem: Problem): void;
}

/** A chunk that is read and may go out. */
export interface Loaded {
  chunk: number;
  bytes: Uint8Array;
  deflated: boolean;
}

/** What was sent and not acknowledged: on which lane, and how many bytes count against the window. */
interface Outstanding {
  lane: DataLane;
  bytes: number;
}

/**
 * The sending half of a transfer on direct paths: reads ahead, keeps within what the receiver takes, and sends again only
 * what was lost with its lane or arrived damaged. It knows nothing by itself: each path begins with what the receiver holds.
 */
export class Sender {
  /** Bytes of chunks that were given to a lane, all in all and for the second time or more. */
  readonly counted = { sent: 0, again: 0 };
  /** Bytes that the receiver held before anything was sent. */
  spared = 0;
  #acknowledged = new RangeSet();
  #todo = new RangeSet();
  #reading = new RangeSet();
  #loaded: Loaded[] = [];
  #loadedBytes = 0;
  #outstanding = new Map<number, Outstanding>();
  #outstandingBytes = 0;
  #everSent = new RangeSet();
  #stored = new RangeSet();
  /** Stored, or about to be. */
  #left = new RangeSet();
  /** The receiver cannot have them from there. */
  #leavesNone = false;
  #tries = new Map<number, number>();
  #window = 0;
  #loading = false;
  #paused = false;
  #over = false;

  constructor(
    readonly id: string,
    readonly manifest: Manifest,
    readonly ports: SenderPorts,
    readonly events: SenderEvents,
  ) {}

  /** Something is on its way there and not acknowledged. */
  awaits(lane: DataLane): boolean {
    return !this.#over && [...this.#outstanding.values()].some(({ lane: on }) => on === lane);
  }

  /** What is on the receiver's disk. */
  get acknowledged(): RangeSet {
    return this.#acknowledged;
  }

  /** Left to the server, which holds them. */
  get stored(): RangeSet {
    return this.#leavesNone ? new RangeSet() : this.#stored;
  }

  get isOver(): boolean {
    return this.#over;
  }

  /** What the receiver says on one of the paths. */
  told(control: Control): void {
    if (this.#over) return;
    if (control.type === 'ready') this.#onReady(control);
    else if (control.type === 'ack') this.#onAck(control);
    else if (control.type === 'done') this.#onDone();
  }

  pause(): void {
    this.#paused = true;
  }

  resume(): void {
    this.#paused = false;
    this.events.available();
  }

  /** What the server holds or is being given need not be sent: the receiver fetches it there. What it did not get is sent after all. */
  leave(stored: RangeSet, storing: RangeSet): void {
    const before = this.#left;
    this.#stored = stored.copy();
    this.#left = this.#leavesNone ? new RangeSet() : stored.copy();
    if (!this.#leavesNone) this.#left.addAll(storing);
    this.#todo = this.#todo.without(this.#left);
    this.#forget(this.#left);
    this.#want(before.without(this.#left));
    void this.#load();
  }

  /** Nothing is sent any more. */
  close(): void {
    this.#over = true;
    this.#loaded = [];
  }

  /** The next chunk to send, if there is one and the receiver takes it now. */
  take(): Loaded | undefined {
    const next = this.#loaded[0];
    if (!next || this.#paused || this.#over) return undefined;
    const fits = this.#outstandingBytes + this.manifest.size(next.chunk) <= this.#window;
    if (!fits && (this.#window === 0 || this.#outstanding.size > 0)) return undefined;
    this.#loaded.shift();
    this.#loadedBytes -= next.bytes.length;
    void this.#load();
    return next;
  }

  /** The chunk went out on that lane. */
  sent({ chunk }: Loaded, lane: DataLane): void {
    const bytes = this.manifest.size(chunk);
    this.#outstanding.set(chunk, { lane, bytes });
    this.#outstandingBytes += bytes;
    this.counted.sent += bytes;
    if (this.#everSent.has(chunk)) this.counted.again += bytes;
    this.#everSent.add(chunk);
  }

  /** What was on its way there is sent on another lane, and nothing else. */
  laneLost(lane: DataLane): void {
    for (const [chunk, { lane: on }] of this.#outstanding) {
      if (on !== lane) continue;
      this.#settle(chunk);
      if (!this.#left.has(chunk)) this.#todo.add(chunk);
    }
    void this.#load();
  }

  /** A chunk as messages of at most that length. */
  *frames({ chunk, bytes, deflated }: Loaded, messageMaxBytes: number): Iterable<Frame> {
    const { file, size } = this.manifest.place(chunk);
    const most = Math.min(PAYLOAD_MAX_BYTES, messageMaxBytes - HEADER_BYTES);
    const head = { transferId: this.id, file, chunk, chunkLength: size, digest: this.manifest.digest(chunk), deflated };
    for (let offset = 0; offset < bytes.length; offset += most) {
      yield { ...head, offset, payload: bytes.subarray(offset, offset + most) };
    }
  }

  #onReady({ have, window, all = false }: Control & { type: 'ready' }): void {
    this.#leavesNone = all;
    if (all) this.#left = new RangeSet();
    this.#begin(this.#ranges(have), window);
  }

  /** A receiver that says what it holds: on its first path, after its reload, or on one more path. */
  #begin(have: RangeSet, window: number): void {
    for (const chunk of [...this.#outstanding.keys()]) if (have.has(chunk)) this.#settle(chunk);
    if (this.counted.sent === 0) this.spared = this.manifest.bytesOf(have);
    this.#acknowledged = have;
    this.#window = window;
    this.#todo = new RangeSet();
    this.#want(RangeSet.of(0, this.manifest.totalChunks - 1).without(this.#left));
    this.#forget(have);
    this.events.progress();
    void this.#load();
  }

  #want(chunks: RangeSet): void {
    const underway = new Set(this.#loaded.map((loaded) => loaded.chunk));
    for (const chunk of chunks.without(this.#acknowledged)) {
      const coming = this.#outstanding.has(chunk) || this.#reading.has(chunk) || underway.has(chunk);
      // The receiver puts equal chunks where they belong by itself: they travel once.
      if (!coming && this.manifest.original(chunk) === chunk) this.#todo.add(chunk);
    }
  }

  #onAck(ack: Control & { type: 'ack' }): void {
    const received = this.#ranges(ack.received);
    this.#window = ack.window;
    for (const chunk of received) this.#settle(chunk);
    for (let run = received.runFrom(0); run; run = received.runFrom(run[1] + 1)) this.#todo.delete(...run);
    this.#forget(received);
    this.#acknowledged.addAll(received);
    for (const chunk of this.#ranges(ack.again ?? '')) void this.#sendAgain(chunk);
    this.events.progress();
    this.events.available();
    void this.#load();
  }

  #onDone(): void {
    if (this.manifest.totalChunks > 0) this.#acknowledged.add(0, this.manifest.totalChunks - 1);
    this.close();
    this.events.progress();
    this.events.done();
  }

  /** Need not be sent. */
  #forget(chunks: RangeSet): void {
    this.#loaded = this.#loaded.filter(({ chunk }) => !chunks.has(chunk));
    this.#loadedBytes = this.#loaded.reduce((sum, { bytes }) => sum + bytes.length, 0);
  }

  /** A chunk arrived otherwise than it was described: damaged on the way, or the file is another one by now. */
  async #sendAgain(chunk: number): Promise<void> {
    this.#settle(chunk);
    const tries = (this.#tries.get(chunk) ?? 0) + 1;
    this.#tries.set(chunk, tries);
    try {
      const [bytes] = await this.#read(chunk, chunk);
      if (!sameBytes(await (this.ports.digest ?? chunkDigest)(bytes!), this.manifest.digest(chunk))) {
        throw new Problem('source_changed', `${this.#source(chunk).path} has changed while it was sent`);
      }
      if (tries > TRIES_MAX) throw new Problem('digest_mismatch', `Chunk ${chunk} arrives damaged again and again`);
      this.#loaded.unshift({ chunk, bytes: bytes!, deflated: false });
      this.#loadedBytes += bytes!.length;
      this.events.available();
    } catch (thrown) {
      this.#fail(thrown);
    }
  }

  /** Reads ahead as far as is useful. */
  async #load(): Promise<void> {
    if (this.#loading) return;
    this.#loading = true;
    try {
      while (!this.#over && this.#loadedBytes < READ_AHEAD_BYTES) {
        const run = this.#nextRun();
        if (!run) break;
        this.#todo.delete(...run);
        this.#reading.add(...run);
        await this.#loadRun(...run);
        this.events.available();
      }
    } catch (thrown) {
      this.#fail(thrown);
    } finally {
      this.#loading = false;
    }
  }

  async #loadRun(first: number, last: number): Promise<void> {
    const pieces = await this.#read(first, last);
    for (const [i, bytes] of pieces.entries()) {
      const packed = this.#compresses(first + i) ? await deflate(bytes, Math.min(PAYLOAD_MAX_BYTES, bytes.length)) : undefined;
      const loaded = { chunk: first + i, bytes: packed ?? bytes, deflated: packed !== undefined };
      this.#reading.delete(loaded.chunk);
      if (this.#acknowledged.has(loaded.chunk) || this.#left.has(loaded.chunk)) continue;
      this.#loaded.push(loaded);
      this.#loadedBytes += loaded.bytes.length;
    }
  }

  #compresses(chunk: number): boolean {
    if (this.ports.compress === false || typeof CompressionStream !== 'function') return false;
    const { type, path } = this.#source(chunk);
    return isCompressible(type, path);
  }

  /** Chunks that are read at once. */
  #nextRun(): [number, number] | undefined {
    const run = this.#todo.runFrom(0);
    return run && [run[0], lastWithin(this.manifest, run, READ_BYTES)];
  }

  #read(first: number, last: number): Promise<Uint8Array[]> {
    return readChunks(this.manifest, this.ports.sources, first, last);
  }

  #source(chunk: number): FileSource {
    return this.ports.sources[this.manifest.fileOf(chunk)]!;
  }

  #settle(chunk: number): void {
    this.#outstandingBytes -= this.#outstanding.get(chunk)?.bytes ?? 0;
    this.#outstanding.delete(chunk);
  }

  #ranges(text: string): RangeSet {
    return RangeSet.parse(text, this.manifest.totalChunks);
  }

  #fail(thrown: unknown): void {
    if (this.#over) return;
    this.close();
    this.events.failed(problemOf(thrown, 'unreadable'));
  }
}
