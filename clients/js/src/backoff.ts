import type { Random } from './ports.js';

const FIRST_JITTER_MS = 100;
const BASE_MS = 250;
const CAP_MS = 5_000;
const EASED_TRIES = 2;
const TOLD_JITTER_MS = 1_000;

/**
 * When to try again: the first try nearly at once, then full jitter in [0, min(5 s, 250 ms x 2^n)], so that the clients
 * of a lost server do not return in step. When the server says when to come, it is in whole seconds, each of which it
 * says to many: they spread themselves within it.
 */
export class Backoff {
  #tries = 0;

  constructor(readonly random: Random) {}

  /** Tries since the last reset. */
  get tries(): number {
    return this.#tries;
  }

  /** The delay before the next try, in milliseconds; `toldMs`: what the server asked for. */
  next(toldMs = 0): number {
    const ceiling = toldMs > 0 ? TOLD_JITTER_MS : this.#ceiling();
    this.#tries += 1;
    return toldMs + this.random() * ceiling;
  }

  #ceiling(): number {
    return this.#tries === 0 ? FIRST_JITTER_MS : Math.min(CAP_MS, BASE_MS * 2 ** (this.#tries - 1));
  }

  /** The server was reached, though not for long: half a second is enough. */
  ease(): void {
    this.#tries = Math.min(this.#tries, EASED_TRIES);
  }

  reset(): void {
    this.#tries = 0;
  }
}
