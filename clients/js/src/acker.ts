import type { Clock, Timer } from './ports.js';

const DELAY_MS = 250;
const MESSAGES_MAX = 32;

/** Decides when the cursor is told to the server: at the latest 250 ms or 32 messages after it moved. */
export class Acker {
  #moved = 0;
  #timer: Timer;

  constructor(
    readonly clock: Clock,
    readonly send: () => void,
  ) {}

  moved(): void {
    this.#moved += 1;
    if (this.#moved >= MESSAGES_MAX) this.flush();
    else this.#timer ??= this.clock.setTimeout(() => this.flush(), DELAY_MS);
  }

  /** Tells it now. */
  flush(): void {
    this.stop();
    this.send();
  }

  stop(): void {
    if (this.#timer !== undefined) this.clock.clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#moved = 0;
  }
}
