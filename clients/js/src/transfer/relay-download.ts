import type { Clock, Random } from '../ports.js';
import { Problem } from '../problem.js';
import { lastWithin } from './chunk-reader.js';
import { RangeSet } from './range-set.js';
import type { Receiver } from './receiver.js';
import { RelayWork } from './relay-work.js';
import type { TransferRest } from './transfer-rest.js';

const BODY_MAX_BYTES = 4_194_304;
const CHUNKS_MAX = 64;
const LOOK_MS = 1_000;
const LOOK_MAX_MS = 5_000;
const WRONG_MAX = 5;

export interface RelayDownloadPorts {
  rest: TransferRest;
  clock: Clock;
  random: Random;
  /** Chunks that are to come from the server, if it holds them. */
  wanted(): RangeSet;
  failed(problem: Problem): void;
}

/** Fetches from the server what it holds and the receiver lacks, and looks for more as long as something is missing. */
export class RelayDownload {
  readonly #work: RelayWork;
  #todo = new RangeSet();
  #wrong = 0;

  constructor(
    readonly receiver: Receiver,
    readonly ports: RelayDownloadPorts,
  ) {
    this.#work = new RelayWork({
      ...ports,
      look: () => this.#look(),
      step: () => this.#step(),
      pauseMs: (idle) => (receiver.isOver ? undefined : Math.min(LOOK_MAX_MS, LOOK_MS * idle)),
    });
  }

  start(): void {
    this.#work.start();
  }

  stop(): void {
    this.#work.stop();
  }

  async #look(): Promise<boolean> {
    const { relayed } = await this.ports.rest.chunks(this.receiver.id);
    this.#todo = this.ports.wanted().within(RangeSet.parse(relayed, this.receiver.manifest.totalChunks));
    return !this.#todo.isEmpty;
  }

  async #step(): Promise<boolean> {
    const { manifest, id } = this.receiver;
    const run = this.#todo.within(this.receiver.missing).runFrom(0);
    if (!run || this.receiver.isOver) return false;
    const [first] = run;
    const last = lastWithin(manifest, run, BODY_MAX_BYTES, CHUNKS_MAX);
    this.#todo.delete(first, last);
    const bytes = await this.ports.rest.download(id, first, last - first + 1);
    const taken: Promise<boolean>[] = [];
    for (let chunk = first, at = 0; chunk <= last && at + manifest.size(chunk) <= bytes.length; chunk += 1) {
      taken.push(this.receiver.accept(chunk, bytes.subarray(at, at + manifest.size(chunk))));
      at += manifest.size(chunk);
    }
    if ((await Promise.all(taken)).includes(false)) this.#damaged();
    return true;
  }

  /** Once may be the network; the next look finds it missing. Again and again is not. */
  #damaged(): void {
    this.#wrong += 1;
    if (this.#wrong >= WRONG_MAX) throw new Problem('digest_mismatch', 'What the server holds is not what the sender described');
  }
}
