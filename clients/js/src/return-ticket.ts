import type { Clock } from './ports.js';

/** No use so near its end: the way to the server takes its time. */
const SPARE_MS = 2_000;

/**
 * The ticket for the next return, which the server gave beforehand: with it a return asks for none. Whether a try that failed
 * has used it up nobody can know, so every other try does without.
 */
export class ReturnTicket {
  #secret: string | undefined;
  #until = 0;
  #asked = 0;

  constructor(readonly clock: Clock) {}

  /** `undefined` where the server gives none; in place of the one before. */
  given(secret: string | undefined, until: string): void {
    this.#secret = secret;
    this.#until = Date.parse(until);
    this.#asked = 0;
  }

  /** A socket was opened with it. */
  used(): void {
    this.#secret = undefined;
  }

  /** What the next try shows; `undefined`: it has to ask for one. */
  next(): string | undefined {
    const mine = this.#asked++ % 2 === 0 && this.clock.now() < this.#until - SPARE_MS;
    return mine ? this.#secret : undefined;
  }
}
