import type { Clock, Timer } from '../ports.js';
import { Problem, problemOf } from '../problem.js';
import type { Control } from './control.js';
import { inflate } from './deflate.js';
import { chunkDigest, type Digest, sameBytes } from './digest.js';
import type { Frame } from './frames.js';
import type { HaveMap } from './have-map.js';
import type { Manifest } from './manifest.js';
import { RangeSet } from './range-set.js';
import type { Staging } from './staging.js';
import { Verifier } from './verifier.js';

const WINDOW_MIN_BYTES = 524_288;
const WINDOW_MAX_BYTES = 4_194_304;
/** Nobody who keeps to the window, and takes the rest from the server, comes near it. */
const PENDING_MAX_BYTES = 4 * WINDOW_MAX_BYTES;
const WRITE_BYTES = 1_048_576;
/** What comes waits so long for more: the disk takes a part of the window as fast as a chunk. */
const GATHER_MS = 100;
const GATHER_SHARE = 4;
/** What is sent again after a loss is at most a window: under one per cent of what travels. */
const WINDOW_SHARE = 128;

export interface ReceiverPorts {
  clock: Pick<Clock, 'setTimeout' | 'clearTimeout'>;
  staging: Staging;
  have: HaveMap;
  digest?: Digest;
}

export interface ReceiverEvents {
  /** More is held than before. */
  progress(): void;
  /** The sender leaves it to the server to bring some chunks. */
  left(): void;
  /** Everything is there and is what the sender described. */
  complete(): void;
  /** It cannot go on: `disk_full`, `disk_failed`, `digest_mismatch` or `unreadable`. */
  failed(problem: Problem): void;
}

/** What goes to the sender on one of the paths. */
export type Tell = (control: Control) => void;

/**
 * The receiving half of a transfer, whatever way the chunks come: verifies each, writes it, and acknowledges it when it is
 * on the disk to stay and the have-map says so. Thus a cut, a reload and a power cut all cost what was not acknowledged,
 * which is never more than the window.
 */
export class Receiver {
  /** Bytes of chunks that came though they were there, and of those that were damaged. */
  readonly counted = { doubled: 0, damaged: 0 };
  readonly windowBytes: number;
  readonly #digest: Digest;
  readonly #verifier: Verifier;
  #held: RangeSet;
  /** Found otherwise on the disk than they came, once. */
  readonly #mended = new RangeSet();
  /** Right, and on the disk next. */
  #right = new Map<number, Uint8Array>();
  #partial = new Map<number, { bytes: Uint8Array; filled: number }>();
  #busy = new Set<number>();
  #pendingBytes = 0;
  /** In memory until they are on the disk; equal chunks are there once. */
  #rightBytes = 0;
  #links = new Set<Tell>();
  #stored = new RangeSet();
  #wantsAll = false;
  #settling: Promise<void> | undefined;
  #gathering: Timer;
  #paused = false;
  #over = false;
  #complete = false;

  private constructor(
    readonly id: string,
    readonly manifest: Manifest,
    readonly ports: ReceiverPorts,
    readonly events: ReceiverEvents,
    held: RangeSet,
  ) {
    this.#held = held;
    this.#digest = ports.digest ?? chunkDigest;
    this.#verifier = new Verifier(manifest, ports.staging, this.#digest);
    this.windowBytes = Math.min(WINDOW_MAX_BYTES, Math.max(WINDOW_MIN_BYTES, Math.floor(manifest.totalBytes / WINDOW_SHARE)));
  }

  /** Takes up a transfer where its have-map says it stands. */
  static async open(id: string, manifest: Manifest, ports: ReceiverPorts, events: ReceiverEvents): Promise<Receiver> {
    const kept = await ports.have.load(id);
    return new Receiver(id, manifest, ports, events, RangeSet.parse(kept, manifest.totalChunks));
  }

  /** Chunks that are on the disk to stay. */
  get held(): RangeSet {
    return this.#held;
  }

  get missing(): RangeSet {
    const { totalChunks } = this.manifest;
    const missing = RangeSet.of(0, totalChunks - 1).without(this.#held);
    for (const chunk of this.#right.keys()) missing.delete(chunk);
    return missing;
  }

  /** Missing, and not to come from the sender, since the server holds them. */
  get stored(): RangeSet {
    return this.missing.within(this.#stored);
  }

  /** Its sender has something left to send, as far as is known here. */
  get expects(): boolean {
    return !this.#over && !this.#paused && !this.missing.without(this.#stored).isEmpty;
  }

  get isOver(): boolean {
    return this.#over;
  }

  /** Puts what is held where it is wanted once more, and looks whether everything is there already. */
  async start(): Promise<void> {
    for (const chunk of this.missing) {
      const original = this.manifest.original(chunk);
      if (original !== chunk && this.#held.has(original)) await this.#copy(original, chunk);
    }
    await this.#settle();
  }

  /** A path is there: says what is held, and from now on what comes. Answers a function that ends it. */
  attach(tell: Tell): () => void {
    this.#links.add(tell);
    this.greet(tell);
    return () => {
      if (this.#links.delete(tell) && !this.#over) tell({ type: 'stop', transfer: this.id });
    };
  }

  /** The sender asks what we hold. */
  greet(tell: Tell): void {
    if (this.#complete) tell({ type: 'done', transfer: this.id });
    if (this.#over) return;
    const [first = '', ...more] = this.#held.texts();
    tell({ type: 'ready', transfer: this.id, have: first, window: this.#window, ...(this.#wantsAll ? { all: true } : {}) });
    for (const received of more) tell({ type: 'ack', transfer: this.id, received, window: this.#window });
  }

  /** The sender does not send these, since the server holds them; throws for what are no ranges. */
  leave(chunks: string): void {
    this.#stored.addAll(RangeSet.parse(chunks, this.manifest.totalChunks));
    if (!this.#over) this.events.left();
  }

  /** The server does not hand out what it holds: everything is to come from the sender. */
  wantAll(): void {
    this.#wantsAll = true;
    this.#stored = new RangeSet();
    for (const tell of this.#links) this.greet(tell);
  }

  pause(): void {
    this.#paused = true;
    this.#tell({ type: 'ack', transfer: this.id, received: '', window: 0 });
  }

  resume(): void {
    this.#paused = false;
    this.#tell({ type: 'ack', transfer: this.id, received: '', window: this.#window });
  }

  /** Takes nothing more; what is held stays. */
  async close(): Promise<void> {
    this.#over = true;
    this.#tell({ type: 'stop', transfer: this.id });
    this.#links.clear();
    await this.#settling;
    await this.ports.staging.close();
  }

  /** Takes a piece of a chunk; answers false for one that the manifest does not know, from which nothing good follows. */
  frame(frame: Frame): boolean {
    const { chunk, offset, payload } = frame;
    if (this.#over) return true;
    if (!this.#fits(frame)) return false;
    if (this.#has(chunk)) {
      this.counted.doubled += payload.length;
      if (this.#held.has(chunk)) this.#tell({ type: 'ack', transfer: this.id, received: `${chunk}`, window: this.#window });
    } else if (frame.deflated) {
      void this.#take(chunk, () => inflate(payload, frame.chunkLength));
    } else if (payload.length === frame.chunkLength) {
      void this.#take(chunk, async () => payload);
    } else {
      this.#assemble(chunk, offset, payload);
    }
    return true;
  }

  /** Takes a chunk that came another way; answers whether it is the right one, and not before it is on the disk. */
  async accept(chunk: number, bytes: Uint8Array): Promise<boolean> {
    if (this.#has(chunk) || this.#over) return true;
    const right = await this.#take(chunk, async () => bytes);
    while (this.#right.has(chunk) && !this.#over) await this.#settle();
    return right;
  }

  get #window(): number {
    return this.#paused ? 0 : this.windowBytes;
  }

  #has(chunk: number): boolean {
    return this.#held.has(chunk) || this.#right.has(chunk) || this.#busy.has(chunk);
  }

  #fits({ chunk, file, chunkLength, digest }: Frame): boolean {
    if (chunk >= this.manifest.totalChunks || this.#pendingBytes + this.#rightBytes > PENDING_MAX_BYTES) return false;
    const { manifest } = this;
    return manifest.fileOf(chunk) === file && manifest.size(chunk) === chunkLength && sameBytes(digest, manifest.digest(chunk));
  }

  /** Pieces of a chunk come one behind the other; what came already, as at a second try, is what it was. */
  #assemble(chunk: number, offset: number, payload: Uint8Array): void {
    const part = this.#partial.get(chunk) ?? this.#beginPart(chunk);
    if (part.filled !== offset) {
      this.counted.doubled += payload.length;
      return;
    }
    part.bytes.set(payload, offset);
    part.filled += payload.length;
    if (part.filled < part.bytes.length) return;
    this.#forgetPart(chunk);
    void this.#take(chunk, async () => part.bytes);
  }

  #beginPart(chunk: number): { bytes: Uint8Array; filled: number } {
    const part = { bytes: new Uint8Array(this.manifest.size(chunk)), filled: 0 };
    this.#partial.set(chunk, part);
    this.#pendingBytes += part.bytes.length;
    return part;
  }

  #forgetPart(chunk: number): void {
    this.#pendingBytes -= this.#partial.get(chunk)?.bytes.length ?? 0;
    this.#partial.delete(chunk);
  }

  async #take(chunk: number, unpack: () => Promise<Uint8Array | undefined>): Promise<boolean> {
    const size = this.manifest.size(chunk);
    this.#busy.add(chunk);
    this.#pendingBytes += size;
    try {
      const bytes = await unpack();
      const right = bytes?.length === size && sameBytes(await this.#digest(bytes), this.manifest.digest(chunk));
      if (right) this.#put(chunk, bytes);
      else this.#wantAgain(chunk);
      return right;
    } catch (thrown) {
      this.#fail(thrown);
      return false;
    } finally {
      this.#busy.delete(chunk);
      this.#pendingBytes -= size;
    }
  }

  /** It goes wherever the same bytes are wanted. */
  #put(chunk: number, bytes: Uint8Array): void {
    this.#rightBytes += bytes.length;
    for (const place of [chunk, ...this.manifest.twins(chunk)]) {
      if (place === chunk || !this.#has(place)) this.#right.set(place, bytes);
    }
    this.#gather();
  }

  /** Brings what came to the disk when it is worth it, or has waited. */
  #gather(): void {
    if (this.#isEnough) void this.#settle();
    else this.#gathering ??= this.ports.clock.setTimeout(() => void this.#settle(), GATHER_MS);
  }

  /** Nothing more will come, or the sender is to go on. */
  get #isEnough(): boolean {
    return this.#rightBytes >= this.windowBytes / GATHER_SHARE || this.#held.size + this.#right.size === this.manifest.totalChunks;
  }

  async #copy(from: number, to: number): Promise<void> {
    const { at, size } = this.manifest.place(from);
    await this.accept(to, await this.ports.staging.read(at, size));
  }

  #wantAgain(chunk: number): void {
    this.counted.damaged += this.manifest.size(chunk);
    this.#tell({ type: 'ack', transfer: this.id, received: '', again: `${chunk}`, window: this.#window });
  }

  /** Brings all that is written to the disk, says so, and looks at the files that are whole. One at a time: what comes meanwhile goes with the next. */
  #settle(): Promise<void> {
    this.ports.clock.clearTimeout(this.#gathering);
    this.#gathering = undefined;
    this.#settling ??= this.#settleAll()
      .catch((thrown: unknown) => this.#fail(thrown))
      .finally(() => {
        this.#settling = undefined;
        if (this.#right.size > 0 && !this.#over) this.#gather(); // it came meanwhile
      });
    return this.#settling;
  }

  async #settleAll(): Promise<void> {
    do {
      if (this.#right.size > 0) await this.#keep();
      const wrong = this.#over ? undefined : await this.#verifier.advance(this.#held);
      if (wrong !== undefined) await this.#mend(wrong);
    } while (this.#right.size > 0 && this.#isEnough && !this.#over);
    if (this.#verifier.isThrough) this.#finish();
  }

  async #keep(): Promise<void> {
    const batch = new Map([...this.#right].sort(([one], [other]) => one - other));
    const taken = this.#rightBytes;
    const { staging, have } = this.ports;
    for (const { at, bytes } of this.#pieces(batch)) await staging.write(at, bytes);
    await staging.flush();
    const held = this.#held.copy();
    const came = new RangeSet();
    for (const chunk of batch.keys()) came.add(chunk);
    held.addAll(came);
    await have.save(this.id, held.toString());
    this.#held = held;
    for (const chunk of batch.keys()) this.#right.delete(chunk);
    this.#rightBytes -= taken;
    for (const received of came.texts()) this.#tell({ type: 'ack', transfer: this.id, received, window: this.#window });
    this.events.progress();
  }

  /** What lies side by side is written at once. */
  *#pieces(batch: ReadonlyMap<number, Uint8Array>): Iterable<{ at: number; bytes: Uint8Array }> {
    const chunks = [...batch.keys()];
    for (let from = 0; from < chunks.length; ) {
      let to = from + 1;
      let length = this.manifest.size(chunks[from]!);
      while (to < chunks.length && chunks[to] === chunks[to - 1]! + 1 && length < WRITE_BYTES) length += this.manifest.size(chunks[to++]!);
      const bytes = new Uint8Array(length);
      chunks.slice(from, to).reduce((at, chunk) => (bytes.set(batch.get(chunk)!, at), at + this.manifest.size(chunk)), 0);
      yield { at: this.manifest.place(chunks[from]!).at, bytes };
      from = to;
    }
  }

  /** Chunks came right and are wrong on the disk: they are wanted again. None is: the sender described another file. */
  async #mend(file: number): Promise<void> {
    const damaged = await this.#verifier.damaged(file);
    if (damaged.length === 0) throw new Problem('digest_mismatch', `${this.manifest.files[file]!.path} is not what its sender described`);
    if (damaged.some((chunk) => this.#mended.has(chunk))) throw new Problem('disk_failed', 'This disk does not keep what it is given');
    const held = this.#held.copy();
    for (const chunk of damaged) {
      held.delete(chunk);
      this.#mended.add(chunk);
    }
    await this.ports.have.save(this.id, held.toString());
    this.#held = held;
    for (const chunk of damaged) this.#wantAgain(chunk);
  }

  #finish(): void {
    if (this.#over) return;
    this.#over = this.#complete = true;
    this.#tell({ type: 'done', transfer: this.id });
    this.events.complete();
  }

  #tell(control: Control): void {
    for (const tell of this.#links) tell(control);
  }

  #fail(thrown: unknown): void {
    if (this.#over) return;
    this.#over = true;
    this.#tell({ type: 'stop', transfer: this.id });
    this.events.failed(problemOf(thrown, 'unreadable'));
  }
}
