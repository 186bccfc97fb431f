import type { Clock, Random } from '../ports.js';
import { Problem } from '../problem.js';
import type { BodyPace } from './body-pace.js';
import { lastWithin, readRun } from './chunk-reader.js';
import { chunkDigest, sameBytes } from './digest.js';
import type { Manifest } from './manifest.js';
import { RangeSet } from './range-set.js';
import { RelayWork } from './relay-work.js';
import type { FileSource } from './source.js';
import type { TransferRest } from './transfer-rest.js';

const CHUNKS_MAX = 1_024;
const LOOK_MS = 5_000;
const LOOK_MAX_MS = 60_000;
/** For so many looks at which there is nothing to do we believe what the receiver told us; then only what it tells the server. */
const BELIEVED_LOOKS = 2;

/** Files that are offered, to one or to many: what of them is being uploaded is uploaded once. */
export interface Offered {
  manifest: Manifest;
  sources: readonly FileSource[];
  /** Chunks that are on their way to the server, for whichever receiver. */
  uploading: RangeSet;
}

export interface RelayUploadPorts {
  rest: TransferRest;
  clock: Clock;
  random: Random;
  pace: BodyPace;
  /** What the receiver told us directly that it holds; it tells the server a moment later. */
  acknowledged(): RangeSet;
  /** What the server holds, what it is being given, and what the receiver says it holds. */
  held(relayed: RangeSet, giving: RangeSet, received: RangeSet): void;
  failed(problem: Problem): void;
}

/** Brings the chunks of a transfer to the server that neither it nor the receiver holds. */
export class RelayUpload {
  readonly #work: RelayWork;
  #relayed = new RangeSet();
  #received = new RangeSet();
  #todo = new RangeSet();
  #giving = new RangeSet();
  #quietLooks = 0;

  constructor(
    readonly id: string,
    readonly offered: Offered,
    readonly ports: RelayUploadPorts,
  ) {
    this.#work = new RelayWork({
      ...ports,
      look: () => this.#look(),
      step: () => this.#step(),
      pauseMs: (idle) => Math.min(LOOK_MAX_MS, LOOK_MS * idle),
    });
  }

  start(): void {
    this.#work.start();
  }

  stop(): void {
    this.#work.stop();
  }

  /** Looks what the server and the receiver hold. */
  async survey(): Promise<void> {
    const { totalChunks } = this.offered.manifest;
    const { relayed, received } = await this.ports.rest.chunks(this.id);
    this.#relayed = RangeSet.parse(relayed, totalChunks);
    this.#received = RangeSet.parse(received, totalChunks);
    this.#tell();
  }

  async #look(): Promise<boolean> {
    const { manifest, uploading } = this.offered;
    await this.survey();
    const believed = this.#quietLooks < BELIEVED_LOOKS ? this.ports.acknowledged() : new RangeSet();
    const missing = RangeSet.of(0, manifest.totalChunks - 1).without(this.#relayed).without(this.#received).without(believed).without(uploading);
    this.#todo = new RangeSet();
    for (const chunk of missing) {
      const original = manifest.original(chunk);
      if (original === chunk || !missing.has(original)) this.#todo.add(chunk);
    }
    this.#quietLooks = this.#todo.isEmpty ? this.#quietLooks + 1 : 0;
    return !this.#todo.isEmpty;
  }

  async #step(): Promise<boolean> {
    const { manifest, sources, uploading } = this.offered;
    const run = this.#todo.runFrom(0);
    if (!run) return false;
    const [first] = run;
    const last = lastWithin(manifest, run, this.ports.pace.bytes, CHUNKS_MAX);
    this.#todo.delete(first, last);
    for (const set of [uploading, this.#giving]) set.add(first, last);
    this.#tell();
    try {
      await this.#upload(first, last, await readRun(manifest, sources, first, last));
    } finally {
      for (const set of [uploading, this.#giving]) set.delete(first, last);
      this.#tell();
    }
    return true;
  }

  #tell(): void {
    this.ports.held(this.#relayed, this.#giving, this.#received);
  }

  async #upload(first: number, last: number, bytes: Uint8Array): Promise<void> {
    const began = this.ports.clock.now();
    try {
      const stored = await this.ports.rest.upload(this.id, first, bytes);
      this.#relayed.addAll(RangeSet.parse(stored, this.offered.manifest.totalChunks));
    } catch (thrown) {
      this.ports.pace.slowDown();
      throw thrown instanceof Problem && thrown.code === 'chunk_digest_mismatch' ? await this.#doubt(thrown, first, last, bytes) : thrown;
    }
    this.ports.pace.took(this.ports.clock.now() - began);
  }

  /** The server says that a chunk is not the one that was described: then it is a changed file, or a damaged request. */
  async #doubt(problem: Problem, first: number, last: number, bytes: Uint8Array): Promise<Problem> {
    const { manifest } = this.offered;
    for (let chunk = first, at = 0; chunk <= last; chunk += 1) {
      const one = bytes.subarray(at, (at += manifest.size(chunk)));
      if (!sameBytes(await chunkDigest(one), manifest.digest(chunk))) {
        return new Problem('source_changed', 'A file has changed while it was sent');
      }
    }
    return new Problem('network', problem.message);
  }
}
