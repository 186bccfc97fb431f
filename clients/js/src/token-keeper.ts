import type { Clock, Timer } from './ports.js';
import type { AccessToken } from './types.js';

const EARLY_MS = 30_000;
const PAUSE_MS = 5_000;
const TIMER_MAX_MS = 2 ** 31 - 1;

/** Brings a new access token into the connection before the old one expires, judged by the server's clock. */
export class TokenKeeper {
  #expiresAt: number | undefined;
  #grantedFor = 0;
  #skew = 0;
  #timer: Timer;
  #askedAt = Number.NEGATIVE_INFINITY;
  #running = false;

  constructor(
    readonly clock: Clock,
    readonly accessToken: AccessToken,
    readonly events: { refresh(token: string): void; failed(thrown: unknown): void },
  ) {}

  /** The connection stands, or was refreshed, until then. */
  granted(expiresAt: string): void {
    const at = Date.parse(expiresAt);
    if (Number.isNaN(at)) return;
    this.#running = true;
    this.#expiresAt = at;
    this.#grantedFor = at - this.clock.now() - this.#skew;
    this.#schedule();
  }

  /** The server's clock, when it is told. */
  serverTime(now: string): void {
    const at = Date.parse(now);
    if (Number.isNaN(at)) return;
    this.#skew = at - this.clock.now();
    if (this.#running) this.#schedule();
  }

  stop(): void {
    this.#running = false;
    this.clock.clearTimeout(this.#timer);
  }

  #schedule(): void {
    this.clock.clearTimeout(this.#timer);
    const early = Math.min(EARLY_MS, Math.max(this.#grantedFor, 0) / 4);
    const due = (this.#expiresAt ?? 0) - early - this.#skew;
    const delay = Math.max(due - this.clock.now(), this.#askedAt + PAUSE_MS - this.clock.now(), 0);
    this.#timer = this.clock.setTimeout(
      () => (delay > TIMER_MAX_MS ? this.#schedule() : void this.#refresh()),
      Math.min(delay, TIMER_MAX_MS),
    );
  }

  async #refresh(): Promise<void> {
    this.#askedAt = this.clock.now();
    try {
      const token = await this.accessToken({ fresh: true });
      if (this.#running) this.events.refresh(token);
    } catch (thrown) {
      this.events.failed(thrown);
    }
    if (this.#running) this.#schedule(); // asked again unless `granted` comes first
  }
}
