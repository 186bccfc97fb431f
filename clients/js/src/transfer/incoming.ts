import { type Problem, problemOf } from '../problem.js';
import { insist } from './insist.js';
import type { Manifest } from './manifest.js';
import type { RangeSet } from './range-set.js';
import { Receiver } from './receiver.js';
import { RelayDownload } from './relay-download.js';
import { reuse } from './reuse.js';
import type { Side, SidePorts } from './side.js';
import type { FileSource } from './source.js';
import type { Staging } from './staging.js';
import type { Traffic } from './traffic.js';
import type { WireTransfer } from './transfer-rest.js';

const REPORT_MS = 1_000;
const MANIFEST_MS = 100;
const MANIFEST_MAX_MS = 1_000;

/** A file that has arrived, and is what was sent. */
export interface ReceivedFile {
  /** Relative, with `/` between its names. */
  path: string;
  sizeBytes: number;
  type?: string;
  modifiedAt?: string;
  sha256: string;
  /** Its bytes, without reading them into memory where they are on a disk. */
  blob(): Promise<Blob>;
}

/** The receiving side of a transfer. */
export class Incoming implements Side {
  #receiver: Receiver | undefined;
  #staging: Staging | undefined;
  #download: RelayDownload | undefined;
  #traffics = new Set<Traffic>();
  #earlier: readonly FileSource[] = [];
  #begun = false;
  #flows = false;
  #relaying = false;
  #reporting = false;
  #complete = false;
  #finishing = false;
  #over = false;
  #spared = 0;

  constructor(
    readonly id: string,
    readonly ports: SidePorts,
  ) {}

  get isReady(): boolean {
    return this.#receiver !== undefined && !this.#complete;
  }

  get isBegun(): boolean {
    return this.#begun;
  }

  /** Everything is here and verified. */
  get isComplete(): boolean {
    return this.#complete;
  }

  get bytes(): number {
    return this.#receiver ? this.#receiver.manifest.bytesOf(this.#receiver.held) : 0;
  }

  get spared(): number {
    return this.#spared;
  }

  /** Whether something of it is on this device's disk. */
  async isKnown(): Promise<boolean> {
    return (await this.ports.disk.have.load(this.id)) !== '';
  }

  /** Receives from now on; of `earlier` files that hold parts of these, the parts need not be sent. */
  begin(earlier: readonly FileSource[] = []): void {
    if (this.#begun) return;
    this.#begun = true;
    this.#earlier = earlier;
    this.#open().catch((thrown: unknown) => {
      if (!this.#over) this.ports.failed(problemOf(thrown, 'unreadable'));
    });
  }

  join(traffic: Traffic): void {
    if (!this.#receiver || this.#over) return;
    this.#traffics.add(traffic);
    traffic.receive(this.#receiver);
  }

  relay(on: boolean): void {
    this.#relaying = on;
    this.#fetch();
  }

  flow(on: boolean): void {
    if (this.#flows === on) return;
    this.#flows = on;
    if (on) this.#receiver?.resume();
    else this.#receiver?.pause();
    this.#fetch();
  }

  /** Tells the server once everything is here; asked again when it was not the moment. */
  finish(): void {
    if (!this.#complete || this.#finishing) return;
    this.#finishing = true;
    void this.#finish().finally(() => (this.#finishing = false));
  }

  async close(): Promise<void> {
    this.#over = true;
    this.#download?.stop();
    for (const traffic of this.#traffics) traffic.drop(this.id);
    if (!this.#complete) await this.#receiver?.close();
  }

  /** What has arrived; empty as long as it is not complete. */
  files(): ReceivedFile[] {
    const [receiver, staging] = [this.#receiver, this.#staging];
    if (!receiver || !staging || !this.#complete) return [];
    return receiver.manifest.files.map(({ path, size, type, modifiedAt, sha256 }, i) => ({
      path,
      sizeBytes: size,
      sha256,
      ...(type === undefined ? {} : { type }),
      ...(modifiedAt === undefined ? {} : { modifiedAt }),
      blob: () => staging.slice(receiver.manifest.startOf(i), size, type ?? 'application/octet-stream'),
    }));
  }

  /** Deletes what is on the disk. */
  async discard(): Promise<void> {
    await this.close();
    await this.#staging?.remove();
    await this.ports.disk.have.remove(this.id);
  }

  async #open(): Promise<void> {
    const manifest = await this.#manifest();
    if (!manifest || this.#over) return;
    const staging = await this.ports.disk.open(this.id, manifest.totalBytes);
    const receiver = await Receiver.open(this.id, manifest, { clock: this.ports.clock, staging, have: this.ports.disk.have }, {
      progress: () => this.#onProgress(),
      left: () => this.#fetch(),
      complete: () => this.#onComplete(),
      failed: (problem) => this.#onFailed(problem),
    });
    this.#staging = staging;
    if (!this.#flows) receiver.pause();
    const before = manifest.bytesOf(receiver.held);
    await reuse(receiver, this.#earlier);
    this.#spared = manifest.bytesOf(receiver.held) - before;
    this.#receiver = receiver;
    const wanted = (): RangeSet => (this.#relaying ? receiver.missing : receiver.stored);
    const withheld = (): void => void (this.#relaying || receiver.stored.isEmpty || receiver.wantAll());
    this.#download = new RelayDownload(receiver, { ...this.ports, wanted, withheld, failed: (problem) => this.#onFailed(problem) });
    await receiver.start();
    this.ports.changed();
  }

  /** From the server comes all when it is the way, and what the sender has left to it when it is not. */
  #fetch(): void {
    const wanted = this.#relaying || (this.#receiver?.stored.isEmpty === false && this.#flows);
    if (wanted && !this.#over) this.#download?.start();
    else this.#download?.stop();
  }

  async #finish(): Promise<void> {
    try {
      const call = async (): Promise<WireTransfer> => {
        await this.#report();
        return this.ports.rest.complete(this.id);
      };
      const told = await insist(this.ports, call, () => !this.#over);
      if (told) this.ports.told(told);
    } catch (thrown) {
      const problem = problemOf(thrown);
      if (problem.status === 409) await this.ports.rest.get(this.id).then((wire) => this.ports.told(wire), this.ports.failed);
      else this.ports.failed(problem);
    }
  }

  /** Waits until the sender has described all files. */
  async #manifest(): Promise<Manifest | undefined> {
    for (let pauseMs = MANIFEST_MS; !this.#over; pauseMs = Math.min(MANIFEST_MAX_MS, 2 * pauseMs)) {
      const manifest = await insist(this.ports, () => this.ports.rest.manifest(this.id), () => !this.#over);
      if (manifest) return manifest;
      await new Promise<void>((passed) => this.ports.clock.setTimeout(passed, pauseMs));
    }
    return undefined;
  }

  /** Tells the server now and then, for the sender's view and for a recovery elsewhere. */
  #onProgress(): void {
    this.ports.progress();
    this.#fetch();
    if (this.#reporting || !this.#receiver) return;
    this.#reporting = true;
    this.ports.clock.setTimeout(() => {
      this.#reporting = false;
      // A report that is lost is worth nothing any more when the next one comes.
      if (!this.#over && !this.#complete) void this.#report().catch(() => undefined);
    }, REPORT_MS);
  }

  #report(): Promise<void> {
    return this.ports.rest.report(this.id, this.#receiver!.held.toString());
  }

  #onComplete(): void {
    this.#complete = true;
    this.#download?.stop();
    this.ports.changed();
  }

  #onFailed(problem: Problem): void {
    this.#download?.stop();
    this.ports.failed(problem);
  }
}
