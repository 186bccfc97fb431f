import { Problem, problemOf } from '../problem.js';
import type { Cut } from './chunker.js';
import { describeFiles } from './describe.js';
import { sameBytes } from './digest.js';
import { insist } from './insist.js';
import type { Manifest } from './manifest.js';
import { RangeSet } from './range-set.js';
import { type Offered, RelayUpload } from './relay-upload.js';
import { Sender } from './sender.js';
import type { Side, SidePorts } from './side.js';
import type { FileSource } from './source.js';
import type { Traffic } from './traffic.js';

const NEARLY = 0.99;

/** Files that are offered, being read for the first time; the same for all who are offered them. */
export class Offering {
  /** Share of the bytes that have been read. */
  prepared = 0;
  readonly offered: Promise<Offered>;
  readonly #abort = new AbortController();

  constructor(
    readonly sources: readonly FileSource[],
    cut: Cut,
    progress: () => void,
  ) {
    const total = Math.max(1, sources.reduce((sum, { size }) => sum + size, 0));
    const told = (bytes: number): void => {
      this.prepared = bytes / total;
      progress();
    };
    this.offered = describeFiles(sources, cut, { signal: this.#abort.signal, progress: told }).then((manifest) => {
      this.prepared = 1;
      return { manifest, sources, uploading: new RangeSet() };
    });
    this.offered.catch(() => undefined); // whoever waits for it is told
  }

  /** Nobody is offered them any more. */
  giveUp(): void {
    this.#abort.abort(new Problem('aborted', 'The offer was taken back'));
  }
}

/** The sending side of a transfer. */
export class Outgoing implements Side {
  #sender: Sender | undefined;
  #upload: RelayUpload | undefined;
  #traffics = new Set<Traffic>();
  #relayed = new RangeSet();
  #received = new RangeSet();
  #flows = false;
  #offering: Offering | undefined;
  #over = false;
  #again = false;
  #looks = false;

  constructor(
    readonly id: string,
    readonly ports: SidePorts,
  ) {}

  get offering(): Offering | undefined {
    return this.#offering;
  }

  get isReady(): boolean {
    return this.#sender !== undefined;
  }

  /** Share of the files that has been read, and the whole when the server knows them too. */
  get prepared(): number {
    return this.isReady ? 1 : Math.min(NEARLY, this.#offering?.prepared ?? 0);
  }

  get isBegun(): boolean {
    return this.#offering !== undefined;
  }

  /** After a reload the files have to be given again. */
  get needsFiles(): boolean {
    return this.#offering === undefined && !this.#over;
  }

  get bytes(): number {
    if (!this.#sender) return 0;
    const over = this.#sender.acknowledged.copy();
    over.addAll(this.#received);
    over.addAll(this.#relayed);
    return this.#sender.manifest.bytesOf(over);
  }

  get spared(): number {
    return this.#again ? 0 : (this.#sender?.spared ?? 0);
  }

  /** Describes the files to the server, unless they are `known` there from an earlier life of the page; from then on they can be sent. */
  async begin(offering: Offering, known = false): Promise<void> {
    if (this.#offering) return;
    this.#offering = offering;
    this.#again = known;
    try {
      await this.#keep(offering.sources);
      const offered = await offering.offered;
      if (!known) await insist(this.ports, () => this.ports.rest.describe(this.id, offered.manifest), () => !this.#over);
      if (!this.#over) await this.#open(offered);
    } catch (thrown) {
      if (!this.#over) this.ports.failed(problemOf(thrown, 'unreadable'));
    }
  }

  /** Finds the files again after a reload, where the browser allows that; nothing happens while it does, or when they are here. */
  async findAgain(cut: Cut): Promise<void> {
    if (this.#looks || this.#offering || this.#over) return;
    this.#looks = true;
    try {
      const sources = await this.ports.disk.sources?.load(this.id);
      if (sources && !this.#offering && !this.#over) await this.provide(sources, cut);
    } catch (thrown) {
      if (!mayAsk(thrown)) this.ports.problem(problemOf(thrown, 'unreadable'));
      this.ports.changed(); // somebody has to give them
    } finally {
      this.#looks = false;
    }
  }

  /** Takes the same files once more, after a reload; refuses others. */
  async provide(sources: readonly FileSource[], cut: Cut): Promise<void> {
    const known = await insist(this.ports, () => this.ports.rest.manifest(this.id), () => !this.#over);
    const ordered = known ? inOrder(known, sources) : sources;
    const offering = new Offering(ordered, known?.cut ?? cut, () => this.ports.progress());
    const { manifest } = await offering.offered;
    if (known && !isSame(known, manifest)) throw differing();
    await this.begin(offering, known !== undefined);
  }

  join(traffic: Traffic): void {
    if (!this.#sender || this.#over) return;
    this.#traffics.add(traffic);
    traffic.send(this.#sender);
  }

  relay(on: boolean): void {
    if (on && !this.#over) this.#upload?.start();
    else this.#upload?.stop();
  }

  flow(on: boolean): void {
    this.#flows = on;
    if (on) this.#sender?.resume();
    else this.#sender?.pause();
  }

  async close(): Promise<void> {
    this.#over = true;
    this.#upload?.stop();
    this.#sender?.close();
    for (const traffic of this.#traffics) traffic.drop(this.id);
  }

  async #keep(sources: readonly FileSource[]): Promise<void> {
    if (sources.every(({ handle }) => handle !== undefined)) await this.ports.disk.sources?.save(this.id, sources);
  }

  async #open(offered: Offered): Promise<void> {
    const { manifest, sources } = offered;
    const sender = new Sender(this.id, manifest, { sources }, {
      available: () => this.#traffics.forEach((traffic) => traffic.pump()),
      progress: () => this.ports.progress(),
      done: () => this.ports.changed(),
      failed: (problem) => this.ports.failed(problem),
    });
    const upload = new RelayUpload(this.id, offered, {
      ...this.ports,
      acknowledged: () => sender.acknowledged,
      held: (relayed, giving, received) => {
        this.#relayed = relayed;
        this.#received = received;
        sender.leave(relayed, giving);
        for (const traffic of this.#traffics) traffic.left(sender);
        this.ports.progress();
      },
    });
    if (this.#again) await insist(this.ports, () => upload.survey(), () => !this.#over); // what is at the server is not sent again
    if (this.#over) return;
    this.#sender = sender;
    this.#upload = upload;
    this.flow(this.#flows);
    this.ports.changed();
  }
}

/** The files in the order of the manifest, whatever the order in which they were chosen again. */
function inOrder(manifest: Manifest, sources: readonly FileSource[]): FileSource[] {
  return manifest.files.map(({ path, size }) => {
    const found = sources.find((source) => source.size === size && (source.path === path || manifest.files.length === 1));
    if (!found) throw differing();
    return { ...found, path, read: (offset, length) => found.read(offset, length) };
  });
}

function isSame(one: Manifest, other: Manifest): boolean {
  return one.totalChunks === other.totalChunks && one.files.every((file, i) => sameBytes(file.digests, other.files[i]!.digests));
}

/** The browser gives the file once its user has allowed it again, which is nothing that has gone wrong. */
function mayAsk(thrown: unknown): boolean {
  return thrown instanceof DOMException && thrown.name === 'NotAllowedError';
}

function differing(): Problem {
  return new Problem('files_differ', 'These are not the files that were offered');
}
