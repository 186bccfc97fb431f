import type { Clock } from '../ports.js';

const MIN_BYTES = 65_536;
const MAX_BYTES = 16_777_216;
const START_BYTES = 4_194_304;
/** A body should take about as long as this: long enough to be worth a request, short enough to be worth repeating. */
const QUICK_MS = 1_000;
const SLOW_MS = 4_000;
/** After this the line may be another one. */
const BELIEVED_MS = 60_000;

/** How much a request should bring to the server, as the line has shown of late; the next transfer begins where the last one ended. */
export class BodyPace {
  #bytes = START_BYTES;
  #learnedAt = 0;

  constructor(readonly clock: Pick<Clock, 'now'>) {}

  get bytes(): number {
    return this.clock.now() - this.#learnedAt > BELIEVED_MS ? Math.min(START_BYTES, this.#bytes) : this.#bytes;
  }

  /** A body of that size has arrived. */
  took(ms: number): void {
    if (ms < QUICK_MS) this.#learn(Math.min(MAX_BYTES, this.bytes * 2));
    else if (ms > SLOW_MS) this.slowDown();
    else this.#learn(this.bytes);
  }

  /** It was too much for the line, or for what the server lets pass. */
  slowDown(): void {
    this.#learn(Math.max(MIN_BYTES, this.bytes / 2));
  }

  #learn(bytes: number): void {
    this.#bytes = bytes;
    this.#learnedAt = this.clock.now();
  }
}
