import type { Random } from './ports.js';

const FIRST_JITTER_MS = 100;
const BASE_MS = 250;
const CAP_MS = 5_000;

/**
 * When to try again: the first try nearly at once, then full jitter in [0, min(5 s, 250 ms x 2^n)], so that the clients
 * of a lost server do not return in step.
 */
export class Backoff {
  #tries = 0;

  constructor(readonly random: Random) {}

  /** Tries since the last reset. */
  get tries(): number {
    return this.#tries;
  }

  /** The delay before the next try, in milliseconds. */
  next(): number {
    const ceiling = this.#tries === 0 ? FIRST_JITTER_MS : Math.min(CAP_MS, BASE_MS * 2 ** (this.#tries - 1));
    this.#tries += 1;
    return this.random() * ceiling;
  }

  reset(): void {
    this.#tries = 0;
  }
}
