import type { Random } from './ports.js';

const FIRST_JITTER_MS = 100;
const BASE_MS = 250;
const CAP_MS = 5_000;
const EASED_STEP = 2;
const REFUSED_STEP = 0.5;
/** About five seconds of them. */
const REFUSED_FREE = 20;
const TOLD_JITTER_MS = 1_000;

/**
 * When to try again: the first try nearly at once, then full jitter in [0, min(5 s, 250 ms x 2^n)], so that the clients
 * of a lost server do not return in step. A try that was refused at once cost nobody anything: the first twenty leave the
 * ceiling at half a second, for a short outage to be a short one; of later ones it takes two for a step. When the server
 * says when to come, it is in whole seconds, each of which it says to many: they spread themselves within it.
 */
export class Backoff {
  #tries = 0;
  #step = 0;
  #refused = 0;

  constructor(readonly random: Random) {}

  /** Tries since the last reset. */
  get tries(): number {
    return this.#tries;
  }

  /** The delay before the next try, in milliseconds; `toldMs`: what the server asked for; `refused`: nobody was there. */
  next(toldMs = 0, refused = false): number {
    const ceiling = toldMs > 0 ? TOLD_JITTER_MS : this.#ceiling();
    this.#tries += 1;
    this.#grow(refused);
    return toldMs + this.random() * ceiling;
  }

  #grow(refused: boolean): void {
    if (refused && this.#step >= EASED_STEP && ++this.#refused <= REFUSED_FREE) return;
    this.#step += refused ? REFUSED_STEP : 1;
  }

  #ceiling(): number {
    const step = Math.floor(this.#step);
    return step === 0 ? FIRST_JITTER_MS : Math.min(CAP_MS, BASE_MS * 2 ** (step - 1));
  }

  /** The server was reached, though not for long: half a second is enough. */
  ease(): void {
    this.#step = Math.min(this.#step, EASED_STEP);
  }

  reset(): void {
    this.#tries = 0;
    this.#step = 0;
    this.#refused = 0;
  }
}
